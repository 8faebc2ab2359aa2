"""Consent is the candidate's: given or taken back at any time, and it rules what is public."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision

from backstage_qa.conversations.actions import change_consent
from backstage_qa.models import Conversation, PublishedThread
from backstage_qa.threads.publication import ConsentMissing
from tests.factories import ConversationFactory, UserFactory

from .publishing import approve, publish_thread_from


@pytest.mark.parametrize("status", Conversation.Status.values)
def test_at_any_time_and_nothing_else_moves(candidate, profession, status):
    conversation = ConversationFactory(candidate=candidate, profession=profession, status=status)
    for consent in (True, True, False, False):
        change_consent(conversation=conversation, by=candidate, consent=consent)
        conversation.refresh_from_db()
        assert (conversation.consent, conversation.status) == (consent, status)


def test_taken_back_the_thread_leaves_at_once_and_stays_away(answered, candidate):
    thread, public = publish_thread_from(answered)
    approved = thread.live_revision
    change_consent(conversation=answered, by=candidate, consent=False)
    public.refresh_from_db()
    assert public.withdrawn_at is not None
    assert not PublishedThread.objects.public().exists()
    with pytest.raises(ConsentMissing):
        approved.publish()
    assert not PublishedThread.objects.public().exists()


def test_given_again_nothing_returns_by_itself_but_may(answered, candidate):
    thread, public = publish_thread_from(answered)
    change_consent(conversation=answered, by=candidate, consent=False)
    change_consent(conversation=answered, by=candidate, consent=True)
    assert not PublishedThread.objects.public().exists()
    thread.refresh_from_db()
    writer = UserFactory(is_superuser=True)
    thread.save_revision(user=writer)
    approve(thread, writer=writer, reader=UserFactory(is_superuser=True))
    assert PublishedThread.objects.public().get().pk == public.pk


def test_a_schedule_does_not_outlive_consent(answered, candidate):
    thread, _ = publish_thread_from(answered)
    Revision.objects.filter(pk=thread.live_revision_id).update(
        approved_go_live_at=timezone.now() + datetime.timedelta(days=1)
    )
    change_consent(conversation=answered, by=candidate, consent=False)
    assert not thread.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_the_thread_needs_the_consent_of_everybody_in_it(answered, candidate, profession, expert):
    thread, public = publish_thread_from(answered)
    other = ConversationFactory(profession=profession, status="answered", consent=True)
    thread.sources.create(conversation=other)
    change_consent(conversation=other, by=other.candidate, consent=False)
    public.refresh_from_db()
    assert public.withdrawn_at is not None


def test_the_threads_log_does_not_name_the_candidate(answered, candidate):
    thread, _ = publish_thread_from(answered)
    change_consent(conversation=answered, by=candidate, consent=False)
    assert not ModelLogEntry.objects.for_instance(thread).filter(user=candidate).exists()
