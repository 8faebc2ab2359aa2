"""A holding reply gives a reason and a new date. It never counts as an answer."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from backstage_qa.conversations.actions import answer, hold
from backstage_qa.conversations.errors import StaleWrite
from tests.factories import ConversationFactory

MONDAY = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)


def day(n: int) -> datetime.date:
    """The nth day after Monday."""
    return MONDAY.date() + datetime.timedelta(days=n)


@pytest.fixture
def waiting(candidate, profession, expert):
    """Asked on that Monday; due on the Monday after."""
    with time_machine.travel(MONDAY, tick=False) as clock:
        conversation = ConversationFactory(
            candidate=candidate, profession=profession, status="open", assigned_to=expert
        )
        conversation.clock = clock
        yield conversation


def reply(conversation, **changed):
    arguments = {
        "conversation": conversation,
        "by": conversation.assigned_to.user,
        "text": "We are studying it.",
        "reason": "technical",
        "until": day(14),
    }
    return hold(**(arguments | changed))


def outcomes(conversation):
    return [(p.kind, p.outcome, p.due_on) for p in conversation.promises.all()]


def test_a_new_promise_stands_beside_the_old_one(waiting, heard):
    message = reply(waiting)
    waiting.refresh_from_db()
    assert waiting.status == "on_hold"
    assert (message.kind, message.hold_reason) == ("holding", "technical")
    assert outcomes(waiting) == [
        ("question", "replaced", day(7)),
        ("holding", "pending", day(14)),
    ]
    assert waiting.due_at == waiting.promises.last().due_at
    assert [name for name, _ in heard] == ["holding_reply_sent"]
    assert waiting.is_owed


def test_held_after_its_date_it_was_late_for_ever(waiting):
    waiting.clock.shift(datetime.timedelta(days=8))
    reply(waiting)
    answer(conversation=waiting, by=waiting.assigned_to.user, text="At last")
    assert outcomes(waiting) == [("question", "late", day(7)), ("holding", "kept", day(14))]


def test_it_can_be_held_again(waiting):
    reply(waiting)
    reply(waiting, until=day(21))
    assert [outcome for _, outcome, _ in outcomes(waiting)] == ["replaced", "replaced", "pending"]


@pytest.mark.parametrize("until", [day(-1), day(0), day(31), datetime.date.max])
def test_the_new_date_is_near_and_to_come(waiting, until):
    with pytest.raises(ValidationError) as refusal:
        reply(waiting, until=until)
    assert list(refusal.value.message_dict) == ["until"]
    waiting.refresh_from_db()
    assert waiting.status == "open"
    assert outcomes(waiting) == [("question", "pending", day(7))]


@pytest.mark.parametrize(
    ("until", "instead"),
    [
        (day(5), "Monday 30 November"),  # a Saturday
        (day(32), "Monday 28 December"),  # Christmas
        (day(39), "Thursday 31 December"),  # the first of January; beyond it is too far
    ],
)
def test_the_new_date_is_a_working_day(waiting, settings, until, instead):
    settings.BACKSTAGE_QA = {"MAX_HOLD_DAYS": 39}
    with pytest.raises(ValidationError) as refusal:
        reply(waiting, until=until)
    said = f"Nobody works that day: promise {instead} instead."
    assert refusal.value.message_dict == {"until": [said]}
    assert outcomes(waiting) == [("question", "pending", day(7))]


@pytest.mark.parametrize(
    ("interview", "latest"),
    [(day(10), day(9)), (day(14), day(11)), (day(2), day(1)), (day(40), day(30))],
)
def test_it_never_outlasts_the_candidates_own_date(waiting, interview, latest):
    waiting.interview_on = interview
    waiting.save()
    if latest < day(30):
        with pytest.raises(ValidationError, match=f"by {latest:%A} {latest.day} {latest:%B}"):
            reply(waiting, until=latest + datetime.timedelta(days=1))
    reply(waiting, until=latest)
    assert waiting.promises.last().due_on == latest


@pytest.mark.parametrize("interview", [day(0), day(1)])
def test_what_is_needed_today_cannot_be_held(waiting, interview):
    waiting.interview_on = interview
    waiting.save()
    with pytest.raises(ValidationError):
        reply(waiting, until=day(1))


def test_an_interview_gone_by_hinders_nothing(waiting):
    waiting.interview_on = day(-3)
    waiting.save()
    reply(waiting)


@pytest.mark.parametrize("reason", ["", "because", None, "TECHNICAL"])
def test_the_reason_is_one_of_ours(waiting, reason):
    with pytest.raises(ValidationError) as refusal:
        reply(waiting, reason=reason)
    assert list(refusal.value.message_dict) == ["reason"]


def test_a_stale_reply_is_refused_with_both_texts(waiting):
    seen = waiting.version
    reply(waiting, text="Theirs", seen_version=seen)
    with pytest.raises(StaleWrite) as refusal:
        reply(waiting, text="Yours", seen_version=seen)
    assert (refusal.value.theirs, refusal.value.yours) == ("Theirs", "Yours")
