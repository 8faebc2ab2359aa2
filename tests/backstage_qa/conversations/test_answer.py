"""A person answers, by name; the promise is kept or late; nothing becomes public."""

import datetime
import uuid

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import translation

from backstage_qa.conversations.actions import answer, change_consent, note
from backstage_qa.conversations.errors import KeyReused, StaleWrite, WrongStatus
from backstage_qa.models import PublishedThread, Thread
from backstage_qa.signals import conversation_answered
from tests.factories import ConversationFactory, ExpertFactory, ExpertProfileFactory

from .conftest import make_editor


def test_the_candidate_is_answered_by_name_and_job_of_that_day(opened, expert, heard):
    profile = ExpertProfileFactory(expert=expert, job_title="Credit analyst")
    message = answer(conversation=opened, by=expert.user, text=" So. ")
    expert.name = "Renamed"
    expert.save()
    profile.delete()
    message.refresh_from_db()
    assert (message.kind, message.text) == ("answer", "So.")
    assert (message.author_name, message.author_job) == ("Claire", "Credit analyst")
    assert (message.author, message.expert) == (expert.user, expert)
    opened.refresh_from_db()
    assert (opened.status, opened.due_at, opened.is_owed) == ("answered", None, False)
    assert opened.last_message_at == message.created_at
    events = [(n, p["stored_status"]) for n, p in heard if "stored_status" in p]
    assert events == [("conversation_answered", "answered")]


def test_a_profile_that_is_not_public_tells_no_job(opened, expert):
    ExpertProfileFactory(expert=expert, job_title="Not approved any more").unpublish()
    assert answer(conversation=opened, by=expert.user, text="So.").author_job == ""


@pytest.mark.parametrize(("seconds", "outcome"), [(0, "kept"), (1, "late")])
def test_the_promise_is_kept_to_the_last_second(opened, expert, seconds, outcome):
    promise = opened.promises.get()
    moment = promise.due_at + datetime.timedelta(seconds=seconds)
    with time_machine.travel(moment, tick=False):
        answer(conversation=opened, by=expert.user, text="So.")
    due_on, due_at = promise.due_on, promise.due_at
    promise.refresh_from_db()
    assert (promise.outcome, promise.ended_at) == (outcome, moment)
    assert (promise.due_on, promise.due_at) == (due_on, due_at)


def test_nothing_becomes_public(opened, expert):
    opened.consent = True
    opened.save()
    answer(conversation=opened, by=expert.user, text="So.")
    assert not Thread.objects.exists()
    assert not PublishedThread.objects.exists()


def test_who_answers_what_nobody_has_takes_it(profession):
    conversation = ConversationFactory(profession=profession, status="open")
    expert = ExpertFactory(professions=[profession])
    answer(conversation=conversation, by=expert.user, text="So.")
    conversation.refresh_from_db()
    assert conversation.assigned_to == expert


def test_an_editor_answers_for_the_team_and_takes_nothing(profession, editor):
    conversation = ConversationFactory(profession=profession, status="open")
    message = answer(conversation=conversation, by=editor, text="So.")
    conversation.refresh_from_db()
    assert (conversation.assigned_to, message.expert) == (None, None)
    assert message.author_name == "Ed Itor"


@pytest.mark.parametrize(
    ("language", "team"), [("fr", "L’équipe Backstage"), ("en", "The Backstage team")]
)
def test_who_has_no_name_answers_as_the_team_in_the_candidate_s_language(
    profession, editor, language, team
):
    type(editor).objects.update(first_name="", last_name="")
    editor.refresh_from_db()
    conversation = ConversationFactory(profession=profession, status="open", language=language)
    with translation.override("de"):
        message = answer(conversation=conversation, by=editor, text="So.")
    assert message.author_name == team


def test_a_name_of_any_length_is_kept_as_far_as_it_fits(profession, editor):
    type(editor).objects.update(first_name="A" * 150, last_name="B" * 150)
    editor.refresh_from_db()
    conversation = ConversationFactory(profession=profession, status="open")
    message = answer(conversation=conversation, by=editor, text="So.")
    message.refresh_from_db()
    assert message.author_name == "A" * 120


def test_an_editor_who_is_expert_of_something_else_takes_nothing(profession):
    conversation = ConversationFactory(profession=profession, status="open")
    expert = ExpertFactory(user=make_editor())
    message = answer(conversation=conversation, by=expert.user, text="So.")
    conversation.refresh_from_db()
    assert conversation.assigned_to is None
    assert message.expert == expert


def test_of_two_at_once_the_second_keeps_both_texts(opened, expert, editor):
    seen = opened.version
    answer(conversation=opened, by=expert.user, text="First", seen_version=seen)
    with pytest.raises(StaleWrite) as refusal:
        answer(conversation=opened, by=editor, text="Second", seen_version=seen)
    assert (refusal.value.theirs, refusal.value.yours) == ("First", "Second")
    opened.refresh_from_db()
    assert refusal.value.version == opened.version
    with pytest.raises(WrongStatus):
        answer(conversation=opened, by=editor, text="Second")
    assert opened.messages.filter(kind="answer").count() == 1


def test_a_colleagues_note_is_not_overlooked(opened, expert, editor):
    seen = opened.version
    note(conversation=opened, by=editor, text="Do not mention the merger")
    with pytest.raises(StaleWrite) as refusal:
        answer(conversation=opened, by=expert.user, text="The merger…", seen_version=seen)
    assert refusal.value.theirs == "Do not mention the merger"


def test_sent_twice_it_is_one_answer(opened, expert, heard):
    key, seen = uuid.uuid4(), opened.version
    sent = {"conversation": opened, "by": expert.user, "key": key, "seen_version": seen}
    first = answer(**sent, text="So.")
    assert answer(**sent, text="So.") == first
    with pytest.raises(KeyReused):
        answer(**sent, text="Otherwise.")
    with pytest.raises(KeyReused):
        note(conversation=opened, by=expert.user, text="So.", key=key)
    assert opened.messages.filter(kind="answer").count() == len(heard) == 1


@pytest.mark.parametrize("text", ["", " \n ", "\u200b", "x" * 10_001])
def test_an_answer_says_something(opened, expert, text):
    with pytest.raises(ValidationError):
        answer(conversation=opened, by=expert.user, text=text)
    opened.refresh_from_db()
    assert opened.status == "open"


def test_a_receiver_that_fails_undoes_it_all(opened, expert):
    def fail(**kwargs):
        raise ZeroDivisionError

    conversation_answered.connect(fail)
    with pytest.raises(ZeroDivisionError):
        answer(conversation=opened, by=expert.user, text="So.")
    conversation_answered.disconnect(fail)
    opened.refresh_from_db()
    assert (opened.status, opened.messages.count()) == ("open", 1)
    assert opened.promises.get().outcome == "pending"


def test_a_change_of_consent_stops_nobody_who_is_writing(opened, expert):
    seen = opened.version
    change_consent(conversation=opened, by=opened.candidate, consent=not opened.consent)
    answer(conversation=opened, by=expert.user, text="So.", seen_version=seen)
