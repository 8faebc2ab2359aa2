"""Two ask the same: one answer for both, and neither reads a word of the other's."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from backstage_qa.conversations import actions, permissions
from backstage_qa.conversations.desk.queue import following
from backstage_qa.conversations.desk.urgency import urgency
from backstage_qa.conversations.errors import NotAllowed, StaleWrite, WrongStatus
from backstage_qa.dates import day_in_words
from backstage_qa.models import Conversation, Message, Notification, PromiseSettings
from backstage_qa.notifications.messages import compose
from backstage_qa.threads.panels import of_editor
from tests.backstage_qa import desks
from tests.factories import (
    ConversationFactory,
    DeclineReasonFactory,
    ExpertFactory,
    ProfessionFactory,
    UserFactory,
    locale,
    published_thread,
)

from .at_the_desk import LIST
from .conftest import make_editor
from .verbs import working_day_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(opened, editor):
    """(the one merged, the one that stays): another waits for the answer to ``opened``."""
    other = ConversationFactory(
        profession=opened.profession, public_name="Noah", text="canaryother", status="open"
    )
    actions.merge(conversation=other, by=editor, into=opened)
    opened.refresh_from_db()
    other.refresh_from_db()
    return other, opened


def test_its_candidate_is_told_with_their_own_date(pair):
    merged, stays = pair
    assert (merged.status, merged.merged_into, merged.assigned_to) == ("merged", stays, None)
    assert merged.promises.get().outcome == "pending"
    mail = compose(Notification.objects.get(kind="merged"))
    assert mail.to == [merged.candidate.email]
    assert "Somebody else has asked us the same." in mail.body
    assert stays.subject not in mail.body
    assert not stays.notifications.filter(kind="merged").exists()


def test_the_answer_goes_to_each_in_their_own_conversation(pair, expert):
    merged, stays = pair
    actions.answer(conversation=stays, by=expert.user, text="Full of surprises.")
    for conversation in pair:
        conversation.refresh_from_db()
        assert conversation.status == "answered"
        answer = conversation.messages.get(kind="answer")
        written = (answer.text, answer.author, answer.author_name)
        assert written == ("Full of surprises.", expert.user, "Claire")
        assert conversation.promises.get().outcome == "kept"
        assert Notification.objects.filter(kind="answered", conversation=conversation).count() == 1
    said = " ".join(merged.messages.values_list("text", flat=True))
    assert stays.messages.first().text not in said


def test_each_goes_on_by_itself_afterwards(pair, expert):
    merged, stays = pair
    actions.answer(conversation=stays, by=expert.user, text="Full of surprises.")
    merged.refresh_from_db()
    actions.follow_up(conversation=merged, by=merged.candidate, text="And Mondays?")
    actions.answer(conversation=merged, by=expert.user, text="Meetings.")
    stays.refresh_from_db()
    assert (stays.status, stays.messages.count()) == ("answered", 2)


def test_an_answer_late_for_one_is_late_for_that_one_only(pair, expert):
    merged, stays = pair
    day = stays.due_at - datetime.timedelta(days=2)
    merged.promises.update(due_at=day)
    with time_machine.travel(day + datetime.timedelta(days=1), tick=False):
        actions.answer(conversation=stays, by=expert.user, text="Here.")
    assert [c.promises.get().outcome for c in pair] == ["late", "kept"]


def test_the_desk_goes_by_when_the_first_of_them_was_promised_it(opened):
    """Shown, sorted, found, counted and passed through: by one date."""
    claire, alice = desks.expert(opened.profession), desks.editor()
    asked = timezone.now() - datetime.timedelta(days=20)
    between, earlier = (
        ConversationFactory(profession=opened.profession, status="open", created_at=at)
        for at in (asked + datetime.timedelta(days=5), asked)
    )
    actions.merge(conversation=earlier, by=alice, into=opened)
    Conversation.objects.filter(pk=opened.pk).update(assigned_to=claire)
    for user, rows in ((claire.user, [opened, between]), (alice, [earlier, opened, between])):
        listed = desks.signed_in(user).get(reverse(LIST), {"overdue": "yes"})
        assert list(listed.context["object_list"]) == rows
    opened.refresh_from_db()
    first = timezone.localdate(earlier.due_at, PromiseSettings.current().zone)
    assert day_in_words(first) in urgency(opened, PromiseSettings.current()).text
    late = next(row for row in of_editor(alice) if row.label == "Late answers")
    assert (late.count, late.since) == (3, earlier.due_at)
    assert following(opened, claire.user) == between.pk
    actions.answer_merged(conversation=earlier, by=alice, text="You first.")
    assert list(Conversation.objects.overdue()) == [between]


def test_who_was_writing_the_answer_learns_for_whom_it_is(opened, received, editor, expert):
    opened.refresh_from_db()
    before = opened.version
    actions.merge(conversation=received, by=editor, into=opened)
    with pytest.raises(StaleWrite):
        actions.answer(
            conversation=opened, by=expert.user, text="Dear Camille", seen_version=before
        )


def test_what_was_merged_into_it_goes_along(pair, editor, expert):
    merged, stays = pair
    third = ConversationFactory(profession=stays.profession)
    actions.merge(conversation=stays, by=editor, into=third)
    merged.refresh_from_db()
    assert merged.merged_into == third
    actions.accept(conversation=third, by=editor, expert=expert)
    actions.answer(conversation=third, by=expert.user, text="For all three.")
    assert set(Conversation.objects.values_list("status", flat=True)) == {"answered"}
    assert Conversation.objects.filter(messages__text="For all three.").count() == 3


def test_undone_it_takes_back_what_went_along(pair, editor, expert):
    merged, stays = pair
    third = ConversationFactory(profession=stays.profession, status="open")
    asked_there = ConversationFactory(profession=stays.profession)
    actions.merge(conversation=asked_there, by=editor, into=third)
    actions.merge(conversation=stays, by=editor, into=third)
    actions.unmerge(conversation=stays, by=editor)
    actions.answer(conversation=third, by=editor, text="For two.")
    for conversation in (merged, asked_there):
        conversation.refresh_from_db()
    assert (merged.status, merged.merged_into, asked_there.status) == ("merged", stays, "answered")


@pytest.mark.parametrize("verb", ["decline", "withdraw"])
def test_what_will_have_no_answer_gives_the_others_back(pair, editor, verb):
    merged, stays = pair
    due = merged.due_at
    if verb == "decline":
        actions.decline(conversation=stays, by=editor, reason=DeclineReasonFactory(), text="No.")
    else:
        actions.withdraw(conversation=stays, by=stays.candidate)
    merged.refresh_from_db()
    assert (merged.status, merged.merged_into, merged.due_at) == ("received", None, due)
    people = ModelLogEntry.objects.for_instance(merged).values_list("user", flat=True)
    assert stays.candidate_id not in people


def test_spam_gives_the_others_back(received, editor):
    other = ConversationFactory(profession=received.profession)
    actions.merge(conversation=other, by=editor, into=received)
    actions.mark_spam(conversation=received, by=editor)
    other.refresh_from_db()
    assert other.status == "received"


def test_nobody_is_answered_by_themselves(opened, editor, expert):
    """An expert asked what they then answer: an editor has to look at it."""
    own = ConversationFactory(profession=opened.profession, candidate=expert.user)
    actions.merge(conversation=own, by=editor, into=opened)
    actions.answer(conversation=opened, by=expert.user, text="Full of surprises.")
    own.refresh_from_db()
    assert (own.status, own.messages.filter(kind="answer").count()) == ("received", 0)


def test_it_is_undone_without_a_day_lost(pair, editor):
    merged, stays = pair
    due = merged.due_at
    actions.unmerge(conversation=merged, by=editor)
    merged.refresh_from_db()
    assert (merged.status, merged.merged_into, merged.due_at) == ("received", None, due)
    actions.answer(conversation=stays, by=editor, text="For one only.")
    assert not merged.messages.filter(kind="answer").exists()


def test_one_that_waits_can_be_answered_by_itself(pair, editor):
    merged, stays = pair
    actions.answer_merged(conversation=merged, by=editor, text="You first.")
    merged.refresh_from_db()
    stays.refresh_from_db()
    assert (merged.status, stays.status) == ("answered", "open")


def test_its_candidate_can_no_longer_change_it_but_take_it_back(pair, expert):
    merged, stays = pair
    assert permissions.available_actions(merged.candidate, merged) == ["withdraw", "change_consent"]
    actions.withdraw(conversation=merged, by=merged.candidate)
    actions.answer(conversation=stays, by=expert.user, text="Full of surprises.")
    merged.refresh_from_db()
    assert (merged.status, merged.merged_into) == ("withdrawn", None)
    assert not merged.messages.filter(kind="answer").exists()


# --- When the answer takes longer --------------------------------------------


def hold(conversation, by, days=14):
    until = working_day_in(days)
    fields = {"text": "I ask the branches.", "reason": "colleague", "until": until}
    actions.hold(conversation=conversation, by=by, **fields)
    return until


def test_who_waits_with_it_is_told_that_it_takes_longer(pair, expert):
    """Nobody finds out by the day itself that the date they were told means nothing."""
    merged, stays = pair
    first = merged.promises.get()
    until = hold(stays, expert.user)
    merged.refresh_from_db()
    assert (merged.status, merged.merged_into) == ("merged", stays)
    assert [p.outcome for p in merged.promises.all()] == ["replaced", "pending"]
    assert merged.promises.last().due_on == until > first.due_on
    mail = compose(Notification.objects.get(kind="held", conversation=merged))
    assert (mail.to, "I ask the branches." in mail.body) == ([merged.candidate.email], True)
    actions.answer(conversation=stays, by=expert.user, text="Full of surprises.")
    assert [p.outcome for p in merged.promises.all()] == ["replaced", "kept"]


def test_a_later_date_of_their_own_stands(pair, expert):
    merged, stays = pair
    fields = {"text": "Later.", "reason": "technical", "until": working_day_in(21)}
    actions.hold_merged(conversation=merged, by=make_editor(), **fields)
    due = merged.due_at
    hold(stays, expert.user, days=7)
    merged.refresh_from_db()
    assert merged.due_at > due
    assert merged.messages.filter(kind="holding").count() == 1


def test_nobody_who_waits_is_held_beyond_their_interview(pair, expert):
    merged, stays = pair
    Conversation.objects.filter(pk=merged.pk).update(interview_on=working_day_in(8))
    with pytest.raises(ValidationError, match="needed earlier"):
        hold(stays, expert.user)
    assert not Notification.objects.filter(kind="held").exists()


# --- What is left to publish -------------------------------------------------


def to_publish():
    return set(Conversation.objects.to_publish())


def test_one_answer_to_many_is_published_once(pair, expert, editor):
    merged, stays = pair
    third = ConversationFactory(profession=stays.profession, status="open", consent=True)
    actions.merge(conversation=third, by=editor, into=stays)
    Conversation.objects.update(consent=True)
    actions.answer(conversation=stays, by=expert.user, text="Full of surprises.")
    assert to_publish() == {stays}
    actions.change_consent(conversation=stays, by=stays.candidate, consent=False)
    assert to_publish() == {merged}  # of those who agree, the first that asked
    merged.refresh_from_db()
    actions.follow_up(conversation=third, by=third.candidate, text="And Mondays?")
    actions.answer(conversation=third, by=expert.user, text="Meetings.")
    assert to_publish() == {merged, third}  # it went on by itself


def test_what_was_answered_by_itself_is_published_by_itself(pair, expert, editor):
    merged, stays = pair
    Conversation.objects.update(consent=True)
    actions.answer_merged(conversation=merged, by=editor, text="You first.")
    actions.answer(conversation=stays, by=expert.user, text="Full of surprises.")
    assert to_publish() == {merged, stays}


def test_only_what_waits_in_the_same_language_can_stay(received, editor):
    french = ProfessionFactory(locale=locale("fr"))
    for stays in (
        received,
        ConversationFactory(profession=received.profession, status="answered"),
        ConversationFactory(profession=received.profession, status="merged"),
        ConversationFactory(profession=french),
    ):
        with pytest.raises(ValidationError):
            actions.merge(conversation=received, by=editor, into=stays)
    received.refresh_from_db()
    assert received.status == "received"


def test_what_was_answered_before_answers_whoever_asks_the_same(talk, editor, expert):
    later = ConversationFactory(profession=talk.profession, public_name="Noah")
    along = ConversationFactory(profession=talk.profession)
    actions.merge(conversation=along, by=editor, into=later)
    said = talk.messages.get(kind="answer").pk
    for unread in (None, said + 1):
        with pytest.raises(ValidationError):
            actions.merge(conversation=later, by=editor, into=talk, answer=unread)
    merged = actions.merge(conversation=later, by=editor, into=talk, answer=said)
    assert (merged.status, merged.merged_into) == ("answered", talk)
    for conversation in (later, along):
        answer = conversation.messages.get(kind="answer")
        assert (answer.text, answer.author, answer.author_name) == (
            "Full of surprises.",
            expert.user,
            "Claire",
        )
        assert conversation.promises.get().outcome == "kept"
        mail = compose(Notification.objects.get(kind="answered", conversation=conversation))
        assert mail.to == [conversation.candidate.email]
    logged = ModelLogEntry.objects.for_instance(later).values_list("action", "user")
    assert ("backstage_qa.answer_merged", editor.pk) in logged
    talk.refresh_from_db()
    assert (talk.status, talk.messages.filter(kind="answer").count()) == ("answered", 1)


def test_only_one_answer_is_passed_on_and_to_nobody_who_wrote_it(talk, editor, expert, received):
    own = ConversationFactory(profession=talk.profession, candidate=expert.user)
    said = talk.messages.get(kind="answer").pk
    with pytest.raises(ValidationError):
        actions.merge(conversation=own, by=editor, into=talk, answer=said)
    actions.follow_up(conversation=talk, by=talk.candidate, text="And Mondays?")
    actions.answer(conversation=talk, by=expert.user, text="Meetings.")
    later = ConversationFactory(profession=talk.profession)
    with pytest.raises(ValidationError):
        actions.merge(conversation=later, by=editor, into=talk, answer=said)
    later.refresh_from_db()
    assert later.status == "received"


@pytest.mark.parametrize(
    ("public_name", "greeting"),
    [
        ("Marie-Eve", "Dear Marie-Ève, it is"),
        ("Curious otter", "Well, curious OTTER: it is"),
        ("Noah", "Hello Ada Lovelace, it is"),
    ],
)
def test_what_calls_its_reader_by_name_is_for_nobody_else(talk, editor, public_name, greeting):
    said = talk.messages.get(kind="answer")
    Conversation.objects.filter(pk=talk.pk).update(public_name=public_name)
    Message.objects.filter(pk=said.pk).update(text=f"{greeting} full of surprises.")
    later = ConversationFactory(profession=talk.profession)
    with pytest.raises(ValidationError):
        actions.merge(conversation=later, by=editor, into=talk, answer=said.pk)
    assert not later.messages.filter(kind="answer").exists()


def test_an_editor_merges_nothing_into_their_own_question(received, editor):
    own = ConversationFactory(profession=received.profession, candidate=editor)
    with pytest.raises(NotAllowed):
        actions.merge(conversation=received, by=editor, into=own)


def test_the_two_cannot_wait_for_each_other(pair, editor):
    merged, stays = pair
    with pytest.raises(ValidationError):
        actions.merge(conversation=stays, by=editor, into=merged)
    with pytest.raises(WrongStatus):
        actions.merge(conversation=merged, by=editor, into=stays)


def test_experts_merge_nothing(received, opened, expert):
    for by in (expert.user, UserFactory(), ExpertFactory().user):
        with pytest.raises(NotAllowed):
            actions.merge(conversation=opened, by=by, into=received)


# --- Into what is published -------------------------------------------------


def test_what_is_published_already_is_the_answer(received, editor):
    thread = published_thread(title="A day at the desk", professions=[received.profession])
    actions.refer(conversation=received, by=editor, thread=thread, text="Others asked, too.")
    received.refresh_from_db()
    assert (received.status, received.promises.get().outcome) == ("answered", "kept")
    answer = received.messages.get(kind="answer")
    assert (answer.thread, answer.author) == (thread, editor)
    mail = compose(Notification.objects.get(kind="answered"))
    assert "Others asked, too." in mail.body
    assert "A day at the desk\nhttp" in mail.body
    assert thread.get_absolute_url() in mail.body


def test_what_is_published_already_is_not_left_to_publish(received, editor):
    Conversation.objects.update(consent=True)
    thread = published_thread(professions=[received.profession])
    actions.refer(conversation=received, by=editor, thread=thread, text="It is public.")
    assert to_publish() == set()
    actions.follow_up(conversation=received, by=received.candidate, text="And Mondays?")
    actions.answer(conversation=received, by=editor, text="Meetings.")
    assert to_publish() == {received}


def test_those_who_wait_with_it_are_referred_too(pair, editor):
    merged, stays = pair
    thread = published_thread(professions=[stays.profession])
    actions.refer(conversation=stays, by=editor, thread=thread, text="It is public.")
    assert merged.messages.get(kind="answer").thread == thread


def test_a_thread_withdrawn_since_is_no_longer_shown(received, editor, client):
    thread = published_thread(title="A day at the desk", professions=[received.profession])
    actions.refer(conversation=received, by=editor, thread=thread, text="It is public.")
    client.force_login(received.candidate, "django.contrib.auth.backends.ModelBackend")
    page = f"/en/my/conversations/{received.public_id}/"
    assert "A day at the desk" in client.get(page).content.decode()
    thread.thread.unpublish()
    assert "A day at the desk" not in client.get(page).content.decode()
    assert "A day at the desk" not in compose(Notification.objects.get(kind="answered")).body


def test_only_a_public_thread_of_the_language_answers(received, editor):
    withdrawn = published_thread(professions=[received.profession])
    withdrawn.thread.unpublish()
    withdrawn.refresh_from_db()
    french = ProfessionFactory(locale=locale("fr"))
    foreign = published_thread(professions=[french], locale=locale("fr"))
    for thread in (withdrawn, foreign):
        with pytest.raises(ValidationError):
            actions.refer(conversation=received, by=editor, thread=thread, text="Here.")
