"""An editor accepts: somebody now owes the answer, by the date already promised."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from backstage_qa.conversations.actions import accept
from tests.factories import ExpertFactory


def test_the_clock_goes_on(received, editor, heard):
    due = received.due_at
    accept(conversation=received, by=editor)
    received.refresh_from_db()
    assert (received.status, received.due_at, received.assigned_to) == ("open", due, None)
    assert received.promises.get().outcome == "pending"
    assert [(n, p["stored_status"]) for n, p in heard] == [("conversation_accepted", "open")]


def test_it_is_assigned_at_once(received, editor, expert, heard):
    accept(conversation=received, by=editor, expert=expert)
    received.refresh_from_db()
    assert received.assigned_to == expert
    assert [name for name, _ in heard] == ["conversation_accepted", "conversation_assigned"]
    assert heard[1][1]["previous_expert"] is None


def test_only_to_somebody_who_can_answer(received, editor, expert, candidate, profession):
    today = timezone.localdate()
    away = ExpertFactory(professions=[profession])
    away.absences.create(starts_on=today, ends_on=today)
    refused = {
        "of another profession": ExpertFactory(),
        "without an account": ExpertFactory(user=None, professions=[profession]),
        "who left": ExpertFactory(user__is_active=False, professions=[profession]),
        "who asked": ExpertFactory(user=candidate, professions=[profession]),
        "away": away,
    }
    for who, somebody in refused.items():
        with pytest.raises(ValidationError) as refusal:
            accept(conversation=received, by=editor, expert=somebody)
        assert list(refusal.value.message_dict) == ["expert"], who
        received.refresh_from_db()
        assert received.status == "received"
    expert.absences.create(
        starts_on=today + datetime.timedelta(days=1), ends_on=today + datetime.timedelta(days=9)
    )
    accept(conversation=received, by=editor, expert=expert)
