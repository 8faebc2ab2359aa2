"""The desk: who sees what waits, and what they can do to it."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from backstage_qa.conversations import actions
from backstage_qa.models import Conversation, Message, Thread
from tests.backstage_qa.desks import editor, expert, member, signed_in
from tests.factories import ConversationFactory, ProfessionFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "backstage_conversations:index"


def url(verb, conversation):
    return reverse(f"backstage_conversations:{verb}", args=[conversation.pk])


def opened(profession=None, **fields):
    return ConversationFactory(
        profession=profession or ProfessionFactory(), status=Conversation.Status.OPEN, **fields
    )


def form(conversation, **fields):
    return {"seen_version": conversation.version, "key": str(uuid.uuid4()), **fields}


@pytest.fixture
def profession():
    return ProfessionFactory()


# --- Who sees what ------------------------------------------------------------


def test_an_expert_sees_theirs_and_the_unassigned_of_their_professions(profession):
    claire, oscar = expert(profession), expert(profession)
    mine = opened(profession, assigned_to=claire, subject="Mine?")
    free = opened(profession, subject="Free?")
    opened(profession, assigned_to=oscar, subject="Of Oscar?")
    opened(subject="Elsewhere?")
    ConversationFactory(profession=profession, subject="Not yet accepted?")
    response = signed_in(claire.user).get(reverse(LIST))
    assert set(response.context["object_list"]) == {mine, free}


def test_an_editor_sees_all_most_urgent_first(profession):
    later = opened(profession)
    now = timezone.now()
    late = opened(profession)
    Conversation.objects.filter(pk=late.pk).update(due_at=now - datetime.timedelta(days=3))
    done = ConversationFactory(profession=profession, status="answered")
    response = signed_in(editor()).get(reverse(LIST))
    assert list(response.context["object_list"]) == [late, later, done]
    assert "3 days late" in response.content.decode()


def test_filters_narrow_and_never_widen(profession):
    claire, oscar = expert(profession), expert(profession)
    mine = opened(profession, assigned_to=claire)
    free = opened(profession)
    opened(profession, assigned_to=oscar)
    client = signed_in(claire.user)

    def found(**filters):
        return set(client.get(reverse(LIST), filters).context["object_list"])

    assert found(assigned="mine") == {mine}
    assert found(assigned="nobody") == {free}
    assert found(assigned="others") == set()
    assert found(overdue="yes") == set()
    assert found(profession=profession.pk, status="open", language="en") == {mine, free}


@pytest.mark.parametrize("route", ["conversation", "answer", "note", "hold"])
def test_what_is_not_on_the_desk_does_not_exist(route, profession):
    stranger = expert(ProfessionFactory())
    client = signed_in(stranger.user)
    conversation = opened(profession)
    ask = client.get if route == "conversation" else client.post
    assert ask(url(route, conversation)).status_code == 404


@pytest.mark.parametrize("groups", [["HR"], []])
def test_others_have_no_desk(groups, profession):
    conversation = opened(profession)
    client = signed_in(member(*groups))
    assert client.get(reverse(LIST)).status_code == 302
    assert client.get(url("conversation", conversation)).status_code in {302, 404}


def test_the_address_of_the_candidate_is_shown_to_nobody(profession):
    claire = expert(profession)
    candidate = UserFactory(email="canary@example.com")
    conversation = opened(profession, assigned_to=claire, candidate=candidate)
    for user in (claire.user, editor(), UserFactory(is_superuser=True)):
        for address in (reverse(LIST), url("conversation", conversation)):
            assert "canary@example.com" not in signed_in(user).get(address).content.decode()


def test_nobody_works_on_their_own_question(profession):
    alice = editor()
    conversation = opened(profession, candidate=alice)
    client = signed_in(alice)
    assert client.get(url("conversation", conversation)).status_code == 404
    assert conversation not in client.get(reverse(LIST)).context["object_list"]


def test_the_list_costs_the_same_for_two_as_for_many(profession, django_assert_num_queries):
    client = signed_in(editor())
    opened(profession)
    client.get(reverse(LIST))

    def queries():

        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(reverse(LIST)).status_code == 200
        return len(captured)

    few = queries()
    for _ in range(15):
        opened(ProfessionFactory(), assigned_to=expert(profession))
    assert queries() == few


# --- Verbs --------------------------------------------------------------------


def test_an_expert_answers(profession):
    claire = expert(profession)
    conversation = opened(profession)
    response = signed_in(claire.user).post(
        url("answer", conversation), form(conversation, text="Gladly.")
    )
    assert response.status_code == 302
    conversation.refresh_from_db()
    assert (conversation.status, conversation.assigned_to) == ("answered", claire)
    assert conversation.messages.last().text == "Gladly."


def test_send_and_next_leads_to_the_most_urgent_other(profession):
    claire = expert(profession)
    first, second = opened(profession), opened(profession)
    response = signed_in(claire.user).post(
        url("answer", first), form(first, text="Done.", and_next="1")
    )
    assert response.url == url("conversation", second)
    response = signed_in(claire.user).post(
        url("answer", second), form(second, text="Done.", and_next="1")
    )
    assert response.url == reverse(LIST)


def test_the_second_of_two_answers_gets_both_texts(profession):
    oscar = expert(profession)
    conversation = opened(profession)
    signed_in(oscar.user).post(url("answer", conversation), form(conversation, text="From Oscar"))
    response = signed_in(editor()).post(
        url("answer", conversation), form(conversation, text="From the editor")
    )
    assert response.status_code == 409
    page = response.content.decode()
    assert "From Oscar" in page
    assert "From the editor" in page
    assert conversation.messages.filter(kind="answer").count() == 1


def test_an_expert_overtaken_by_a_colleague_gets_both_texts_and_no_more(profession):
    claire, oscar = expert(profession), expert(profession)
    conversation = opened(profession, text="canaryquestion")
    actions.note(conversation=conversation, by=oscar.user, text="canarynote")
    actions.answer(conversation=conversation, by=oscar.user, text="From Oscar")
    response = signed_in(claire.user).post(
        url("answer", conversation), form(conversation, text="From Claire")
    )
    assert response.status_code == 409
    page = response.content.decode()
    assert "From Oscar" in page
    assert "From Claire" in page
    assert "canary" not in page
    assert conversation.messages.filter(kind="answer").count() == 1


def test_the_loser_can_send_again_knowing_both_texts(profession):
    claire = expert(profession)
    conversation = opened(profession, assigned_to=claire)
    stale = form(conversation, text="Mine")
    actions.note(conversation=conversation, by=claire.user, text="Careful")
    client = signed_in(claire.user)
    response = client.post(url("answer", conversation), stale)
    assert response.status_code == 409
    bound = next(f for f in response.context["forms"] if f.verb == "answer")
    again = {**stale, "seen_version": bound["seen_version"].value()}
    assert client.post(url("answer", conversation), again).status_code == 302


def test_sent_twice_makes_one_answer(profession):
    claire = expert(profession)
    conversation = opened(profession, assigned_to=claire)
    sent = form(conversation, text="Once")
    client = signed_in(claire.user)
    for _ in range(2):
        assert client.post(url("answer", conversation), sent).status_code == 302
    assert conversation.messages.filter(kind="answer").count() == 1


@pytest.mark.parametrize(
    ("verb", "fields", "field"),
    [
        ("answer", {"text": " "}, "text"),
        ("hold", {"text": "Wait", "reason": "technical", "until": "2020-01-01"}, "until"),
        ("hold", {"text": "Wait", "reason": "technical", "until": "soon"}, "until"),
        ("hold", {"text": "Wait", "reason": "mood", "until": "2020-01-01"}, "reason"),
        ("decline", {"text": "", "reason": "abuse"}, "text"),
        ("note", {"text": ""}, "text"),
    ],
)
def test_an_error_stands_beside_its_field_and_nothing_is_lost(verb, fields, field, profession):
    conversation = opened(profession)
    response = signed_in(editor()).post(url(verb, conversation), form(conversation, **fields))
    assert response.status_code == 422
    bound = next(f for f in response.context["forms"] if f.verb == verb)
    assert field in bound.errors
    assert fields["text"] in response.content.decode()
    assert conversation.messages.count() == 1


def test_a_holding_reply_moves_the_date(profession):
    conversation = opened(profession)
    until = timezone.localdate() + datetime.timedelta(days=9)
    signed_in(editor()).post(
        url("hold", conversation),
        form(conversation, text="We ask.", reason="colleague", until=until.isoformat()),
    )
    conversation.refresh_from_db()
    assert conversation.status == "on_hold"
    assert timezone.localdate(conversation.due_at) == until


def test_an_editor_accepts_with_the_least_busy_expert_proposed(profession):
    busy, idle = expert(profession, name="Busy"), expert(profession, name="Idle")
    away = expert(profession, name="Away")
    today = timezone.localdate()
    away.absences.create(starts_on=today, ends_on=today)
    opened(profession, assigned_to=busy)
    conversation = ConversationFactory(profession=profession)
    client = signed_in(editor())
    response = client.get(url("conversation", conversation))
    accept = next(f for f in response.context["forms"] if f.verb == "accept")
    assert list(accept.fields["expert"].queryset) == [idle, busy]
    assert accept["expert"].value() == idle.pk
    client.post(
        url("accept", conversation),
        {"seen_version": conversation.version, "expert": idle.pk},
    )
    conversation.refresh_from_db()
    assert (conversation.status, conversation.assigned_to) == ("open", idle)


@pytest.mark.parametrize("verb", ["accept", "assign", "decline", "close"])
def test_an_expert_is_refused_what_is_for_editors(verb, profession):
    claire = expert(profession)
    conversation = opened(profession, assigned_to=claire)
    response = signed_in(claire.user).post(
        url(verb, conversation), form(conversation, text="x", reason="abuse")
    )
    assert response.status_code == 403
    assert [f.verb for f in response.context["forms"]] == ["answer", "hold", "note"]
    conversation.refresh_from_db()
    assert (conversation.status, conversation.version) == ("open", 1)


def test_a_verb_that_no_longer_applies_says_so(profession):
    conversation = opened(profession)
    client = signed_in(editor())
    response = client.post(url("accept", conversation), {"seen_version": 1, "expert": ""})
    assert response.status_code == 409
    assert "moved on" in response.content.decode()


def test_only_what_can_be_done_now_is_offered(profession):
    client = signed_in(editor())

    def offered(status):
        conversation = ConversationFactory(profession=profession, status=status)
        return [f.verb for f in client.get(url("conversation", conversation)).context["forms"]]

    assert offered("received") == ["accept", "note", "decline"]
    assert offered("open") == ["answer", "assign", "hold", "note", "decline"]
    assert offered("answered") == ["note", "close"]
    assert offered("withdrawn") == ["note"]


def test_a_get_never_writes(profession):
    conversation = opened(profession)
    client = signed_in(editor())
    for verb in ("answer", "accept", "close", "note"):
        assert client.get(url(verb, conversation)).status_code == 405


def test_no_form_takes_a_field_it_does_not_list(profession):
    conversation = opened(profession)
    signed_in(editor()).post(
        url("note", conversation),
        form(conversation, text="n", status="closed", consent="on", kind=Message.Kind.ANSWER),
    )
    conversation.refresh_from_db()
    assert (conversation.status, conversation.consent) == ("open", False)
    assert conversation.messages.last().kind == "note"


# --- Becoming a thread ----------------------------------------------------------


def test_an_editor_chooses_the_messages_of_a_draft(profession):
    claire = expert(profession)
    conversation = opened(profession, consent=True)
    actions.answer(conversation=conversation, by=claire.user, text="An answer.")
    actions.note(conversation=conversation, by=claire.user, text="canarynote")
    actions.thank(conversation=conversation, by=conversation.candidate, text="Thanks!")
    client = signed_in(editor())
    page = client.get(url("draft_thread", conversation))
    assert "canarynote" not in page.content.decode()
    answer = conversation.messages.get(kind="answer")
    response = client.post(url("draft_thread", conversation), {"messages": [answer.pk]})
    thread = Thread.objects.get()
    assert response.url == reverse("wagtailsnippets_backstage_qa_thread:edit", args=[thread.pk])
    assert [entry.source_message for entry in thread.entries.all()] == [answer]
    assert not thread.live


def test_a_note_cannot_be_smuggled_into_a_draft(profession):
    claire = expert(profession)
    conversation = opened(profession, consent=True)
    actions.answer(conversation=conversation, by=claire.user, text="An answer.")
    note = actions.note(conversation=conversation, by=claire.user, text="canarynote")
    other = opened(profession).messages.get()
    for message in (note, other):
        response = signed_in(editor()).post(
            url("draft_thread", conversation), {"messages": [message.pk]}
        )
        assert response.status_code == 422
    assert not Thread.objects.exists()


def test_without_consent_or_right_no_draft_is_offered(profession):
    claire = expert(profession)
    silent = opened(profession, assigned_to=claire)
    actions.answer(conversation=silent, by=claire.user, text="An answer.")
    for user in (editor(), claire.user):
        client = signed_in(user)
        assert "draft/" not in client.get(url("conversation", silent)).content.decode()
        assert client.post(url("draft_thread", silent), {"messages": "1"}).status_code == 302
    assert not Thread.objects.exists()
