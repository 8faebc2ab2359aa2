"""The candidate asks on: the conversation opens again, with a promise of its own."""

import datetime

import pytest
import time_machine

from backstage_qa.conversations.actions import answer, follow_up
from backstage_qa.conversations.promise import due_date


@pytest.mark.parametrize("status", ["answered", "closed"])
def test_it_opens_again_with_a_new_promise(answered, candidate, expert, status, heard):
    answered.status = status
    answered.save()
    message = follow_up(conversation=answered, by=candidate, text="And then?")
    answered.refresh_from_db()
    assert (answered.status, answered.assigned_to) == ("open", expert)
    promise = answered.promises.get()
    assert (promise.kind, promise.outcome) == ("follow_up", "pending")
    assert promise.due_at == answered.due_at == due_date(message.created_at).at
    assert (message.kind, message.author_name) == ("follow_up", answered.public_name)
    assert [name for name, _ in heard] == ["followed_up"]


def test_the_first_promise_stays_what_it_was(opened, candidate, expert):
    answer(conversation=opened, by=expert.user, text="So.")
    first = opened.promises.values().get()
    follow_up(conversation=opened, by=candidate, text="And then?")
    answer(conversation=opened, by=expert.user, text="So too.")
    assert opened.promises.values().first() == first
    assert [p.outcome for p in opened.promises.all()] == ["kept", "kept"]


@pytest.mark.parametrize(("days", "brings_forward"), [(-1, False), (2, True), (30, False)])
def test_their_own_date_counts_while_it_is_to_come(answered, candidate, days, brings_forward):
    with time_machine.travel(datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC), tick=False):
        answered.interview_on = datetime.date(2026, 11, 23) + datetime.timedelta(days=days)
        answered.save()
        follow_up(conversation=answered, by=candidate, text="And then?")
        promise = answered.promises.get()
        expected = datetime.date(2026, 11, 24 if brings_forward else 30)
        assert promise.due_on == expected
        assert ("own_date" in promise.rule) == brings_forward
