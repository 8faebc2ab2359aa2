"""The candidate takes the question back: nothing is owed, nothing of it stays public."""

import datetime

import pytest
import time_machine

from backstage_qa.conversations.actions import withdraw
from tests.factories import ConversationFactory

from .publishing import publish_thread_from


@pytest.mark.parametrize("status", ["received", "open", "on_hold", "answered", "closed"])
def test_nothing_is_owed_any_more(candidate, profession, status, heard):
    conversation = ConversationFactory(candidate=candidate, profession=profession, status=status)
    withdraw(conversation=conversation, by=candidate)
    conversation.refresh_from_db()
    assert (conversation.status, conversation.due_at) == ("withdrawn", None)
    assert not conversation.promises.filter(outcome="pending").exists()
    assert heard[0][0] == "conversation_withdrawn"
    assert heard[0][1]["stored_status"] == "withdrawn"


def test_withdrawn_after_its_date_it_was_late_all_the_same(received, candidate):
    with time_machine.travel(received.due_at + datetime.timedelta(minutes=1), tick=False):
        withdraw(conversation=received, by=candidate)
    assert received.promises.get().outcome == "late"


def test_its_thread_leaves_the_public_pages_at_once(answered, candidate):
    thread, public = publish_thread_from(answered)
    withdraw(conversation=answered, by=candidate)
    public.refresh_from_db()
    thread.refresh_from_db()
    answered.refresh_from_db()
    assert public.withdrawn_at is not None
    assert (thread.live, answered.consent) == (False, False)
