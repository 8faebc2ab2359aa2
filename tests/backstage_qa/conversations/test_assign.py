"""An editor brings a question to somebody who can answer it, or back to all."""

import pytest
from django.core.exceptions import ValidationError

from backstage_qa.conversations.actions import answer, assign
from backstage_qa.conversations.errors import NotAllowed, StaleWrite
from tests.factories import ExpertFactory


def test_it_changes_hands_and_keeps_its_date(opened, editor, expert, profession, heard):
    other, due = ExpertFactory(professions=[profession]), opened.due_at
    assign(conversation=opened, by=editor, expert=other)
    opened.refresh_from_db()
    assert (opened.assigned_to, opened.status, opened.due_at) == (other, "open", due)
    assert heard[0][1]["previous_expert"] == expert
    with pytest.raises(NotAllowed):
        answer(conversation=opened, by=expert.user, text="It was mine")


def test_given_back_it_is_everybodys(opened, editor, profession):
    other = ExpertFactory(professions=[profession])
    assign(conversation=opened, by=editor, expert=None)
    answer(conversation=opened, by=other.user, text="I take it")
    opened.refresh_from_db()
    assert opened.assigned_to == other


def test_nobody_is_given_what_is_not_theirs(opened, editor):
    with pytest.raises(ValidationError):
        assign(conversation=opened, by=editor, expert=ExpertFactory())


def test_two_editors_do_not_overwrite_each_other(opened, editor, profession):
    first, second = ExpertFactory.create_batch(2, professions=[profession])
    seen = opened.version
    assign(conversation=opened, by=editor, expert=first, seen_version=seen)
    with pytest.raises(StaleWrite):
        assign(conversation=opened, by=editor, expert=second, seen_version=seen)
    opened.refresh_from_db()
    assert opened.assigned_to == first
