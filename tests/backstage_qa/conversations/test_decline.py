"""What is not ours to answer is declined, with a reason and where to go instead."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from backstage_qa.conversations.actions import decline
from backstage_qa.conversations.errors import StaleWrite


def refuse(conversation, editor, **changed):
    arguments = {"reason": "pay_claim", "text": "Write to the payroll office."}
    return decline(conversation=conversation, by=editor, **(arguments | changed))


def test_the_candidate_is_told_why_and_nothing_is_owed(received, editor, heard):
    message = refuse(received, editor)
    received.refresh_from_db()
    assert (received.status, received.decline_reason) == ("declined", "pay_claim")
    assert (received.due_at, received.promises.get().outcome) == (None, "void")
    assert message in received.messages.for_candidate()
    assert [name for name, _ in heard] == ["conversation_declined"]


def test_declined_after_its_date_it_was_late_all_the_same(received, editor):
    with time_machine.travel(received.due_at + datetime.timedelta(minutes=1), tick=False):
        refuse(received, editor)
    assert received.promises.get().outcome == "late"


@pytest.mark.parametrize("reason", ["", "boring", None])
def test_the_reason_is_one_of_ours(received, editor, reason):
    with pytest.raises(ValidationError) as refusal:
        refuse(received, editor, reason=reason)
    assert list(refusal.value.message_dict) == ["reason"]


def test_a_stale_refusal_is_refused_with_both_texts(received, editor):
    received.refresh_from_db()
    with pytest.raises(StaleWrite) as refusal:
        refuse(received, editor, seen_version=received.version + 1, text="Yours")
    assert (refusal.value.theirs, refusal.value.yours) == (received.messages.get().text, "Yours")
