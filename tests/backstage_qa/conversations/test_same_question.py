"""Choosing what a question is the same as, and answering both together."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backstage_qa.conversations import actions
from backstage_qa.models import Conversation, Message
from tests.backstage_qa.conversations.at_the_desk import form, opened, url
from tests.backstage_qa.desks import editor, expert, signed_in
from tests.factories import ConversationFactory, ProfessionFactory, locale, published_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def profession():
    return ProfessionFactory()


@pytest.fixture
def question(profession):
    return ConversationFactory(profession=profession, subject="Is night work common?")


def chooser(question, by=None, **query):
    return signed_in(by or editor()).get(url("same_question", question), query)


def test_it_proposes_what_is_alike(question, profession):
    alike = ConversationFactory(profession=ProfessionFactory(), subject="Much night work?")
    ConversationFactory(profession=ProfessionFactory(), subject="What about canteens?")
    thread = published_thread(title="Is night work common here?", professions=[profession])
    published_thread(title="What about canteens?", professions=[profession])
    page = chooser(question)
    assert page.context["open_questions"] == [alike]
    assert page.context["published"] == [thread]


def test_it_finds_by_words_and_by_number(question):
    said = ConversationFactory(text="I have two cats.")
    thread = published_thread(title="May I bring my cats?")
    for q in ("cats", str(said.pk)):
        assert chooser(question, q=q).context["open_questions"] == [said]
    assert chooser(question, q="cats").context["published"] == [thread]
    assert chooser(question, q="\0%_").status_code == 200


def test_by_the_number_of_one_that_waits_with_another_that_one_is_found(question, profession):
    stays, waits = opened(profession), ConversationFactory(profession=profession)
    alice = editor()
    actions.merge(conversation=waits, by=alice, into=stays)
    assert chooser(question, by=alice, q=str(waits.pk)).context["open_questions"] == [stays]


def test_what_was_answered_before_is_offered_read_again_and_sent(question, profession):
    answered = ConversationFactory(profession=profession, subject="Is night work frequent?")
    alice = editor()
    actions.accept(conversation=answered, by=alice)
    actions.answer(conversation=answered, by=expert(profession).user, text="Twice a week.")
    client = signed_in(alice)
    page = client.get(url("same_question", question))
    assert page.context["answered"] == [answered]
    address = f"{url('same_question', question)}?into={answered.pk}"
    read = client.get(address).content.decode()
    assert "Twice a week." in read
    assert "sent as it is" in read
    said = answered.messages.get(kind="answer").pk
    assert client.get(address).context["form"]["answer"].value() == said
    done = client.post(address, form(question, answer=said), follow=True).content.decode()
    question.refresh_from_db()
    assert question.status == "answered"
    assert "answered with the answer that is there" in done
    assert url("unmerge", question) not in done


def test_it_offers_only_what_can_be_the_same(question, profession):
    alice = editor()
    same = {"profession": profession, "subject": "Is night work common?"}
    for status in ("answered", "closed", "declined", "withdrawn", "merged"):
        ConversationFactory(status=status, **same)
    ConversationFactory(candidate=alice, **same)
    ConversationFactory(profession=ProfessionFactory(locale=locale("fr")), subject=same["subject"])
    hidden = published_thread(title=same["subject"], professions=[profession])
    hidden.thread.unpublish()
    for query in ({}, {"q": "night"}):
        page = chooser(question, by=alice, **query)
        assert (page.context["open_questions"], page.context["published"]) == ([], [])


@pytest.mark.parametrize("query", ["into=0", "into=abc", "thread=99999999999999999999", "into=²"])
def test_what_is_not_there_cannot_be_chosen(question, query):
    client = signed_in(editor())
    assert client.get(f"{url('same_question', question)}?{query}").status_code == 404


def test_it_is_merged_and_can_be_undone(question, profession):
    stays = opened(profession)
    client = signed_in(editor())
    address = f"{url('same_question', question)}?into={stays.pk}"
    assert client.get(address).status_code == 200
    done = client.post(address, form(question), follow=True)
    question.refresh_from_db()
    assert (question.status, question.merged_into) == ("merged", stays)
    page = done.content.decode()
    assert url("unmerge", question) in page  # the message takes it back by itself
    assert stays.subject in page
    client.post(url("unmerge", question), form(question))
    question.refresh_from_db()
    assert question.status == "received"


def test_merge_and_next_leads_to_the_next_that_nobody_read(question, profession):
    stays = opened(profession)
    following = ConversationFactory(profession=profession)
    address = f"{url('same_question', question)}?into={stays.pk}"
    done = signed_in(editor()).post(address, form(question, and_next="1"))
    assert done.url == url("conversation", following)


def test_a_thread_answers_with_a_word_in_the_candidates_language():
    profession = ProfessionFactory(locale=locale("fr"))
    question = ConversationFactory(profession=profession)
    thread = published_thread(professions=[profession], locale=locale("fr"))
    client = signed_in(editor())
    address = f"{url('same_question', question)}?thread={thread.pk}"
    text = client.get(address).context["form"]["text"].value()
    assert text.startswith("Quelqu’un nous a posé la même question")
    sent = form(question, text=text)
    for _ in range(2):  # an impatient click
        assert client.post(address, sent).status_code == 302
    assert Message.objects.get(kind="answer").thread == thread


def test_an_error_stands_on_the_page_with_what_was_typed(question):
    thread = published_thread(professions=[question.profession])
    address = f"{url('same_question', question)}?thread={thread.pk}"
    client = signed_in(editor())
    assert client.post(address, form(question, text=" ")).status_code == 422
    stale = {**form(question, text="Typed by Alice"), "seen_version": question.version + 1}
    page = client.post(address, stale)
    assert page.status_code == 409
    assert "Typed by Alice" in page.content.decode()
    assert not Message.objects.filter(kind="answer").exists()


def test_one_answered_meanwhile_is_read_before_it_is_sent(question, profession):
    stays = opened(profession)
    address = f"{url('same_question', question)}?into={stays.pk}"
    sent = form(question)
    alice = editor()
    actions.answer(conversation=stays, by=alice, text="Done.")
    client = signed_in(alice)
    page = client.post(address, sent)
    assert page.status_code == 422
    assert "It was answered meanwhile." in page.content.decode()
    said = page.context["form"]["answer"].value()
    assert said == stays.messages.get(kind="answer").pk
    assert client.post(address, {**sent, "answer": said}).status_code == 302
    question.refresh_from_db()
    assert question.status == "answered"


def test_one_that_went_on_meanwhile_is_refused_in_words(question, profession):
    stays = opened(profession)
    address = f"{url('same_question', question)}?into={stays.pk}"
    actions.answer(conversation=stays, by=editor(), text="Done.")
    actions.close(conversation=stays, by=editor())
    Message.objects.filter(conversation=stays, kind="answer").update(author=None)
    page = signed_in(editor()).post(address, form(question))
    assert page.status_code == 422
    assert "no longer waits for an answer" in page.content.decode()


def test_experts_have_no_part_in_it(question, profession):
    claire = expert(profession)
    own = opened(profession, assigned_to=claire)
    client = signed_in(claire.user)
    for conversation in (question, own):
        address = f"{url('same_question', conversation)}?into={question.pk}"
        assert client.get(address).status_code in {302, 404}
        assert client.post(address, form(conversation)).status_code in {302, 404}
    assert not Conversation.objects.filter(status="merged").exists()


def test_who_answers_reads_what_all_of_them_asked_and_nothing_else(profession):
    claire, alice = expert(profession), editor()
    stays = opened(profession, assigned_to=claire)
    other = ConversationFactory(profession=ProfessionFactory(), text="My own words.")
    actions.note(conversation=other, by=alice, text="canarynote")
    actions.merge(conversation=other, by=alice, into=stays)
    client = signed_in(claire.user)
    page = client.get(url("conversation", stays)).content.decode()
    assert "My own words." in page
    assert "1 other person who asked the same" in page
    assert "canarynote" not in page
    assert client.get(url("conversation", other)).status_code == 404


def test_it_costs_the_same_for_few_as_for_many(question, profession):
    client = signed_in(editor())

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(url("same_question", question))
        return len(captured)

    ConversationFactory(profession=profession, subject="Night work?")
    few = queries()
    for _ in range(12):
        ConversationFactory(profession=profession, subject="Night work?")
    assert queries() == few <= 26
