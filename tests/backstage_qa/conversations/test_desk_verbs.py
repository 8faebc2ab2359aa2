"""The verbs at the desk: what is sent, refused, kept and sent again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from backstage_qa.conversations import actions
from backstage_qa.conversations.balance import experts_for
from backstage_qa.models import Message
from tests.backstage_qa.conversations.at_the_desk import LIST, form, opened, url
from tests.backstage_qa.conversations.verbs import working_day_in
from tests.backstage_qa.desks import editor, expert, signed_in
from tests.factories import ConversationFactory, DeclineReasonFactory, ProfessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def profession():
    return ProfessionFactory()


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
    seen = form(conversation, text="From Claire")
    actions.note(conversation=conversation, by=oscar.user, text="canarynote")
    actions.answer(conversation=conversation, by=oscar.user, text="From Oscar")
    response = signed_in(claire.user).post(url("answer", conversation), seen)
    assert response.status_code == 409
    page = response.content.decode()
    assert "From Oscar" in page
    assert "From Claire" in page
    assert "canary" not in page
    assert conversation.messages.filter(kind="answer").count() == 1


@pytest.mark.parametrize("verb", ["withdraw", "decline", "assign", "answer"])
def test_what_an_expert_typed_comes_back_whatever_took_the_case_away(profession, verb):
    claire, somebody = expert(profession), editor()
    conversation = opened(profession)
    seen = form(conversation, text="Typed by Claire")
    {
        "withdraw": lambda: actions.withdraw(conversation=conversation, by=conversation.candidate),
        "decline": lambda: actions.decline(
            conversation=conversation, by=somebody, reason=DeclineReasonFactory(), text="No."
        ),
        "assign": lambda: actions.assign(
            conversation=conversation, by=somebody, expert=expert(profession)
        ),
        "answer": lambda: actions.answer(conversation=conversation, by=somebody, text="Mine."),
    }[verb]()
    response = signed_in(claire.user).post(url("answer", conversation), seen)
    assert response.status_code == 409
    assert "Typed by Claire" in response.content.decode()
    assert not conversation.messages.filter(text="Typed by Claire").exists()


def test_an_expert_who_was_never_shown_a_case_learns_nothing_by_writing_to_it(profession):
    claire, oscar = expert(profession), expert(profession)
    conversation = opened(profession, assigned_to=claire)
    actions.answer(conversation=conversation, by=claire.user, text="canaryanswer")
    conversation.refresh_from_db()
    other = form(opened(profession))["seen"]
    for proof in ("", "nonsense", other):
        for verb in ("answer", "hold", "note"):
            sent = {**form(conversation, text="x"), "seen": proof}
            assert signed_in(oscar.user).post(url(verb, conversation), sent).status_code == 404


def test_an_editor_who_is_also_an_expert_acts_as_an_editor(profession):
    both = expert(profession)
    both.user.groups.add(*editor().groups.all())
    conversation = opened(profession, assigned_to=expert(profession))
    sent = form(conversation, text="Careful with this one.")
    assert signed_in(both.user).post(url("note", conversation), sent).status_code == 302
    assert conversation.messages.filter(kind="note").exists()


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
        ("decline", {"text": "So.", "reason": "boring"}, "reason"),
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
    until = working_day_in(9)
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


def test_who_takes_more_a_week_has_room_for_longer(profession):
    often = expert(profession, name="Often", weekly_capacity=4)
    seldom = expert(profession, name="Seldom", weekly_capacity=1)
    never = expert(profession, name="Never", weekly_capacity=0)
    conversation = ConversationFactory(profession=profession)
    assert list(experts_for(conversation)) == [often, seldom, never]
    for _ in range(4):
        opened(profession, assigned_to=often)
    assert list(experts_for(conversation)) == [seldom, never, often]


@pytest.mark.parametrize("verb", ["accept", "assign", "decline", "close"])
def test_an_expert_is_refused_what_is_for_editors(verb, profession):
    claire = expert(profession)
    conversation = opened(profession, assigned_to=claire)
    response = signed_in(claire.user).post(
        url(verb, conversation), form(conversation, text="x", reason=DeclineReasonFactory().pk)
    )
    assert response.status_code == 403
    assert [f.verb for f in response.context["forms"]] == [
        "answer",
        "ask_for_detail",
        "hold",
        "note",
    ]
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

    received = ["accept", "ask_for_detail", "note", "decline", "mark_spam"]
    answering = ["answer", "assign", "ask_for_detail", "hold", "note", "decline"]
    assert offered("received") == [*received, "block"]
    assert offered("open") == [*answering, "block"]
    assert offered("answered") == ["note", "ask_consent", "close", "block"]
    assert offered("withdrawn") == ["note", "block"]


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
