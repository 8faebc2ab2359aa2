"""An editor asks an expert about a text in which they answer, and the reply comes back."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import GroupApprovalTask, ModelLogEntry, Revision, Workflow, WorkflowTask
from wagtail.users.models import UserProfile

from backstage_qa.conversations import actions
from backstage_qa.conversations.errors import NotAllowed
from backstage_qa.models import Access, ExpertQuestion, Notification, Thread
from backstage_qa.notifications.messages import compose
from backstage_qa.notifications.truth import is_true
from backstage_qa.threads.expert_questions import ask_expert, close, experts_to_ask, reply
from tests.backstage_qa.desks import expert, member, signed_in
from tests.backstage_qa.review.steps import change, publish
from tests.factories import EntryFactory, ThreadFactory, UserFactory

pytestmark = pytest.mark.django_db

ASKED = "Zqasked: is it still two years?"
REPLIED = "Zqreplied: three years since May."


def screen(name, thread=None) -> str:
    args = [thread.pk] if thread else []
    return reverse(f"wagtailsnippets_backstage_qa_thread:{name}", args=args)


def page(user, address) -> str:
    return signed_in(user).get(address).content.decode()


def is_turned_away(response) -> bool:
    return response.status_code == 302 and response["Location"] == "/admin/"


def told(kind) -> list[str]:
    return [mail.recipient.email for mail in Notification.objects.filter(kind=kind)]


@pytest.fixture
def question(thread, claire, alice):
    return ask_expert(thread=thread, expert=claire, by=alice, text=ASKED)


def test_whoever_is_asked_reads_the_case_and_that_is_recorded(thread, claire, question):
    signed_in(claire.user).get(screen("asked"))
    assert not Access.objects.exists()  # only what is asked
    signed_in(claire.user).get(screen("asked_about", thread))
    read = Access.objects.values_list("kind", "person", "conversation")
    assert list(read) == [("opened", claire.user.pk, thread.sources.get().conversation_id)]


@pytest.mark.parametrize(
    ("language", "asks", "answers"),
    [
        ("en", "An editor asks you about", "The expert replied"),
        ("fr", "La rédaction a une question pour vous", "Réponse reçue"),
    ],
)
def test_from_the_question_to_the_reply(thread, claire, alice, bob, language, asks, answers):
    for person in (alice, claire.user):
        UserProfile.objects.create(user=person, preferred_language=language)
    change(thread, alice, title="Zqnow: how long?")
    desk = signed_in(alice)
    assert screen("expert_questions", thread) in page(alice, screen("edit", thread))
    for _ in range(2):  # a second click
        sent = desk.post(
            screen("expert_questions", thread), {"expert": claire.pk, "text": f" {ASKED}\r\n"}
        )
        assert sent.status_code == 302
    question = ExpertQuestion.objects.get()
    assert question.text == ASKED
    assert told("asked") == [claire.user.email]
    mail = Notification.objects.get(kind="asked")
    assert is_true(mail)
    letter = compose(mail)
    assert asks in letter.subject
    assert "Zqnow: how long?" in letter.subject
    assert screen("asked_about", thread) in letter.body
    assert "Zqasked" not in letter.body

    assert screen("asked") in page(claire.user, "/admin/")
    listed = page(claire.user, screen("asked"))
    assert screen("asked_about", thread) in listed
    assert "Zqnow: how long?" in listed
    shown = page(claire.user, screen("asked_about", thread))
    assert ASKED in shown
    assert "Full of surprises." in shown  # the text as it stands
    assert is_turned_away(signed_in(claire.user).get(screen("edit", thread)))
    sent = {"question": question.pk, "text": REPLIED}
    assert signed_in(claire.user).post(screen("asked_about", thread), sent).status_code == 302

    assert told("replied") == [alice.email]
    assert not is_true(Notification.objects.get(kind="asked"))
    mail = Notification.objects.get(kind="replied")
    assert is_true(mail)
    letter = compose(mail)
    assert answers in letter.subject
    assert screen("expert_questions", thread) in letter.body
    assert "Zqreplied" not in letter.body
    assert "experts=replied" in page(alice, "/admin/")
    assert screen("edit", thread) in page(alice, f"{screen('list')}?experts=replied")
    assert screen("edit", thread) not in page(alice, f"{screen('list')}?experts=waiting")
    assert REPLIED in page(alice, screen("expert_questions", thread))
    assert "Full of surprises." not in page(claire.user, screen("asked_about", thread))  # no more
    desk.post(screen("expert_questions", thread), {"question": question.pk})
    question.refresh_from_db()
    assert question.closed_by == alice
    assert not is_true(Notification.objects.get(kind="replied"))


def test_the_log_says_who_and_when_and_not_what(thread, claire, alice, question):
    reply(question=question, by=claire.user, text=REPLIED)
    for _ in range(2):
        close(question=question, by=alice)
    verbs = ["ask_expert", "reply_to_editors", "close_expert_question"]
    log = ModelLogEntry.objects.for_instance(thread).order_by("timestamp")
    found = [entry for entry in log if entry.action.partition(".")[2] in verbs]
    said = [(entry.action, entry.user, entry.data) for entry in found]
    people = (alice, claire.user, alice)
    assert said == [
        (f"backstage_qa.{verb}", person, {"id": question.pk})
        for verb, person in zip(verbs, people, strict=True)
    ]
    assert all(entry.timestamp for entry in found)


def test_only_who_is_asked_replies_and_reads(thread, claire, alice, question):
    other_thread = ThreadFactory(entries=[EntryFactory(kind="answer", expert=claire)])
    colleague = expert(claire.professions.get())
    for person in (colleague.user, alice, member("HR"), UserFactory(is_superuser=True)):
        client, sent = signed_in(person), {"question": question.pk, "text": REPLIED}
        address = screen("asked_about", thread)
        assert is_turned_away(client.get(address))
        assert is_turned_away(client.post(address, sent))
        with pytest.raises(NotAllowed):
            reply(question=question, by=person, text=REPLIED)
    assert ASKED not in page(colleague.user, screen("asked"))
    for person in (claire.user, colleague.user, member("HR")):
        assert is_turned_away(signed_in(person).get(screen("expert_questions", thread)))
        with pytest.raises(NotAllowed):
            ask_expert(thread=thread, expert=claire, by=person, text="May I?")
        with pytest.raises(NotAllowed):
            close(question=question, by=person)
    assert is_turned_away(signed_in(claire.user).get(screen("asked_about", other_thread)))
    question.refresh_from_db()
    assert question.is_waiting


def test_a_reply_stands_and_nothing_typed_is_lost(thread, claire, alice, question):
    client, address = signed_in(claire.user), screen("asked_about", thread)
    empty = client.post(address, {"question": question.pk, "text": " \n"})
    assert empty.status_code == 422
    assert "Write a text." in empty.content.decode()
    assert client.post(address, {"question": "9" * 30, "text": REPLIED}).status_code == 404
    for _ in range(2):  # the same twice is once
        sent = client.post(address, {"question": question.pk, "text": REPLIED})
        assert sent.status_code == 302
    late = client.post(address, {"question": question.pk, "text": "Zqother words"})
    assert late.status_code == 422
    assert "Zqother words" in late.content.decode()
    assert "You have replied already" in late.content.decode()
    assert told("replied") == [alice.email]
    again = ask_expert(thread=thread, expert=claire, by=alice, text=ASKED)  # answered: a new one
    assert again.pk != question.pk
    close(question=again, by=alice)
    closed = client.post(address, {"question": again.pk, "text": "Zqtoo late"})
    assert closed.status_code == 422
    assert "closed this question" in closed.content.decode()
    assert "Zqtoo late" in closed.content.decode()
    again.refresh_from_db()
    assert again.answer == ""


def test_only_who_answers_in_the_draft_and_can_sign_in_is_asked(thread, claire, alice):
    author = expert(claire.professions.get())
    away, gone = expert(), expert()
    gone.user.is_active = False
    gone.user.save()
    entries = [EntryFactory.build(kind="answer", expert=each) for each in (author, gone)]
    entries += list(thread.get_latest_revision_as_object().entries.all())
    change(thread, alice, entries=entries)
    thread.refresh_from_db()
    assert set(experts_to_ask(thread, alice)) == {claire, author}
    assert set(experts_to_ask(thread, author.user)) == {claire}  # nobody asks themselves
    for wrong in (away, gone):
        with pytest.raises(ValidationError):
            ask_expert(thread=thread, expert=wrong, by=alice, text=ASKED)
    for text in ("", "x" * 100_000):
        with pytest.raises(ValidationError):
            ask_expert(thread=thread, expert=claire, by=alice, text=text)
    sent = signed_in(alice).post(screen("expert_questions", thread), {"text": "Kept words"})
    assert sent.status_code == 422
    assert "Kept words" in sent.content.decode()
    assert not ExpertQuestion.objects.exists()


def test_who_has_to_judge_it_asks_too_as_long_as_they_do(thread, claire, alice):
    group = Group.objects.create(name="Lawyers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    lawyer = UserFactory()
    lawyer.groups.add(group)
    task = GroupApprovalTask.objects.create(name="Law")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Law")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    thread.refresh_from_db()
    assert is_turned_away(signed_in(lawyer).get(screen("expert_questions", thread)))
    workflow.start(thread, alice)
    edit = page(lawyer, screen("edit", thread))
    assert "Request changes" in edit
    assert edit.count(screen("expert_questions", thread)) == 2  # beside the other road, too
    asked = signed_in(lawyer).post(
        screen("expert_questions", thread), {"expert": claire.pk, "text": ASKED}
    )
    assert asked.status_code == 302
    thread.refresh_from_db()
    thread.current_workflow_task_state.specific.reject(user=lawyer, comment="Shorter")
    assert is_turned_away(signed_in(lawyer).get(screen("expert_questions", thread)))
    reply(question=ExpertQuestion.objects.get(), by=claire.user, text=REPLIED)
    assert told("replied") == [alice.email]  # an editor, as the lawyer no longer judges it


def test_nothing_of_it_is_public_nor_in_revisions_or_exports(
    client, thread, claire, alice, bob, question
):
    reply(question=question, by=claire.user, text=REPLIED)
    row = publish(thread, alice, bob)
    said = [
        client.get(row.get_absolute_url()).content.decode(),
        client.get(f"/api/backstage/v1/threads/{row.pk}").content.decode(),
        b"".join(signed_in(alice).get(f"{screen('list')}?export=csv")).decode(),
        *(str(revision.content) for revision in Revision.objects.for_instance(thread)),
    ]
    assert len(said) > 3
    assert all(row.title in text for text in said)
    assert not [text for text in said if re.search("zqasked|zqreplied", text, re.IGNORECASE)]


def test_when_the_expert_or_the_thread_goes(thread, claire, alice, question):
    claire.user.delete()
    assert "has no account" in page(alice, screen("expert_questions", thread))
    claire.refresh_from_db()
    claire.delete()
    shown = page(alice, screen("expert_questions", thread))
    assert "An expert who left" in shown
    assert ASKED in shown
    signed_in(alice).post(screen("expert_questions", thread), {"question": question.pk})
    question.refresh_from_db()
    assert question.closed_by == alice
    Thread.objects.get(pk=thread.pk).delete()
    assert not ExpertQuestion.objects.exists()


def test_without_a_candidates_consent_the_text_is_not_shown(thread, conversation, claire, question):
    actions.change_consent(conversation=conversation, by=conversation.candidate, consent=False)
    shown = page(claire.user, screen("asked_about", thread))
    assert ASKED in shown
    assert "Full of surprises." not in shown
