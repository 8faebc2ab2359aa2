"""Schedules, withdrawn consent, translations and deletion: what leaves the public, and when."""

import datetime
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry, Revision, TaskState

from backstage_qa import signals
from backstage_qa.conversations import actions
from backstage_qa.epoch import PublicEpoch
from backstage_qa.models import Conversation, Profession, PublishedThread, Thread
from backstage_qa.review.errors import ApprovalRequired
from backstage_qa.review.schedule import publish_due
from backstage_qa.threads.publication import ConsentMissing
from tests.backstage_qa.desks import signed_in
from tests.backstage_qa.review.steps import change, publish, submit
from tests.factories import (
    ThreadFactory,
    UserFactory,
    locale,
    published_thread,
)

pytestmark = pytest.mark.django_db


# --- Schedules --------------------------------------------------------------------


def scheduled(thread, alice, bob):
    change(thread, alice, go_live_at=timezone.now() + datetime.timedelta(hours=1))
    submit(thread, alice).approve(user=bob)
    thread.refresh_from_db()
    assert not thread.live
    return thread.revisions.get(approved_go_live_at__isnull=False)


def fall_due(revision):
    past = timezone.now() - datetime.timedelta(minutes=1)
    content = revision.content | {"go_live_at": past.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)


@pytest.mark.parametrize("tick", [publish_due, lambda: call_command("publish_scheduled")])
def test_an_approved_schedule_goes_live(tick, thread, alice, bob):
    fall_due(scheduled(thread, alice, bob))
    tick()
    assert PublishedThread.objects.public().filter(thread=thread).exists()


def test_nobody_schedules_their_own_text(thread, alice):
    change(thread, alice, go_live_at=timezone.now() + datetime.timedelta(hours=1))
    thread.refresh_from_db()
    with pytest.raises(ApprovalRequired):
        thread.latest_revision.publish(user=alice)
    assert not thread.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_withdrawn_consent_clears_the_schedule(thread, alice, bob, conversation):
    revision = scheduled(thread, alice, bob)
    actions.change_consent(conversation=conversation, by=conversation.candidate, consent=False)
    assert not thread.revisions.filter(approved_go_live_at__isnull=False).exists()
    told = ModelLogEntry.objects.for_instance(thread).latest("pk")
    assert told.message == "No longer scheduled, as a candidate in it withdrew consent"
    assert told.user is None
    fall_due(revision)  # and were it there all the same, it is asked again
    publish_due()
    assert not PublishedThread.objects.public().exists()


def test_a_refused_schedule_is_told_by_the_history(thread, alice, bob, conversation):
    revision = scheduled(thread, alice, bob)
    Conversation.objects.filter(pk=conversation.pk).update(consent=False)  # behind our back
    fall_due(revision)
    assert publish_due() == (0, 1)
    entry = ModelLogEntry.objects.for_instance(thread).latest("pk")
    assert (entry.action, entry.revision) == ("backstage_qa.refuse_schedule", revision)
    assert entry.data == {"refusal": "ConsentMissing"}
    assert publish_due() == (0, 0)
    assert ModelLogEntry.objects.for_instance(thread).latest("pk") == entry


def test_a_refused_schedule_stops_no_other_in_wagtails_own_command(alice, bob):
    threads = [ThreadFactory(origin="editors", locale=locale()) for _ in range(3)]
    revisions = [scheduled(thread, alice, bob) for thread in threads]
    for revision in revisions:
        fall_due(revision)
    refused, *others = revisions
    TaskState.objects.filter(revision=refused).update(finished_by=alice)  # behind our back
    with pytest.raises(CommandError, match=r"^1 ") as refusal:
        call_command("publish_scheduled")
    assert refusal.value.returncode == 2
    public = set(PublishedThread.objects.public().values_list("thread_id", flat=True))
    assert public == {int(revision.object_id) for revision in others}
    call_command("publish_scheduled")  # the schedule is off, the history tells why


# --- Consent ----------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["change_consent", "withdraw"])
def test_withdrawn_consent_unpublishes_at_once(verb, thread, alice, bob, conversation):
    publish(thread, alice, approver=bob)
    epoch = PublicEpoch.current()
    arguments = {"consent": False} if verb == "change_consent" else {}
    getattr(actions, verb)(conversation=conversation, by=conversation.candidate, **arguments)
    assert not PublishedThread.objects.public().exists()
    thread.refresh_from_db()
    assert not thread.live
    assert PublicEpoch.current() > epoch


def test_who_would_approve_is_told_that_consent_is_gone(thread, alice, bob, conversation):
    submit(thread, alice)
    edit = reverse(Thread.snippet_viewset.get_url_name("edit"), args=[thread.pk])
    missing = str(ConsentMissing.reason)
    before = signed_in(bob).get(edit).content.decode()
    assert "You may approve it" in before
    assert missing not in before
    actions.change_consent(conversation=conversation, by=conversation.candidate, consent=False)
    after = signed_in(bob).get(edit).content.decode()
    assert "You may approve it" not in after
    assert missing in after


def test_the_history_says_that_consent_ended_it(thread, alice, bob, conversation):
    publish(thread, alice, approver=bob)
    actions.change_consent(conversation=conversation, by=conversation.candidate, consent=False)
    history = reverse(Thread.snippet_viewset.get_url_name("history"), args=[thread.pk])
    page = signed_in(alice).get(history).content.decode()
    assert "No longer public, as a candidate in it withdrew consent" in page
    assert conversation.candidate.email not in page


def test_an_old_revision_brings_nobody_back(thread, alice, bob, conversation):
    publish(thread, alice, approver=bob)
    revision = thread.live_revision
    actions.change_consent(conversation=conversation, by=conversation.candidate, consent=False)
    thread.sources.all().delete()  # the words themselves are asked, too
    with pytest.raises(ConsentMissing):
        revision.publish(user=bob)
    assert not PublishedThread.objects.public().exists()


# --- Translations -----------------------------------------------------------------


def test_a_translation_is_born_a_draft_with_the_same_sources_and_writers(
    thread, alice, bob, conversation
):
    publish(thread, alice, approver=bob)
    change(thread, alice, title="Draft words")
    thread.refresh_from_db()
    french = thread.copy_for_translation(locale("fr"))
    french.save()
    french = Thread.objects.get(pk=french.pk)
    assert not french.live
    assert [source.conversation for source in french.sources.all()] == [conversation]
    with pytest.raises(ApprovalRequired):
        submit(french, bob).approve(user=alice)
    assert not PublishedThread.objects.filter(thread=french).exists()
    actions.change_consent(conversation=conversation, by=conversation.candidate, consent=False)
    with pytest.raises(ConsentMissing):
        french.current_workflow_task_state.specific.approve(user=bob)


def test_a_translation_stands_under_the_professions_of_its_language(thread):
    english = thread.professions.get()
    french = Profession.objects.create(
        name="Analyste",
        slug="analyste",
        locale=locale("fr"),
        translation_key=english.translation_key,
    )
    copy = thread.copy_for_translation(Locale.objects.get(language_code="fr"))
    copy.save()
    assert list(copy.professions.all()) == [french]


# --- Deletion ---------------------------------------------------------------------


@contextmanager
def heard(signal, receiver):
    signal.connect(receiver)
    try:
        yield
    finally:
        signal.disconnect(receiver)


def by_the_screen(thread):
    admin = UserFactory(is_superuser=True, is_staff=True)
    address = reverse("wagtailsnippets_backstage_qa_thread:delete", args=[thread.pk])
    assert signed_in(admin).post(address, {"reason": "other"}).status_code == 302


def in_bulk(thread):
    admin = UserFactory(is_superuser=True, is_staff=True)
    address = reverse("wagtail_bulk_action", args=["backstage_qa", "thread", "delete"])
    signed_in(admin).post(f"{address}?id={thread.pk}", {"reason": "other"})


def by_the_queryset(thread):
    Thread.objects.filter(pk=thread.pk).delete()


def test_the_deletion_of_what_was_not_public_is_not_told():
    row = published_thread()
    row.thread.unpublish()
    with heard(signals.thread_withdrawn, lambda **kwargs: pytest.fail("It was told twice.")):
        row.thread.delete()


@pytest.mark.parametrize("door", [by_the_screen, in_bulk, by_the_queryset, lambda t: t.delete()])
def test_deletion_leaves_a_tombstone_moves_the_epoch_on_and_is_told(door):
    row = published_thread()
    epoch = PublicEpoch.current()
    told = []

    def receiver(sender, published_thread, **kwargs):
        told.append((published_thread.pk, published_thread.withdrawn_at is not None))

    with heard(signals.thread_withdrawn, receiver):
        door(row.thread)
    assert told == [(row.pk, True)]
    assert not Thread.objects.exists()
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    assert row.thread is None
    assert PublicEpoch.current() > epoch
