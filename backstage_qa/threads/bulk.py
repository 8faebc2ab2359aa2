"""Many threads at once: what ``save``, ``save_revision`` and ``publish`` do, in a few queries.

For texts that come from elsewhere or are made up: nobody here wrote them, so
that their origin stands for an approval.
"""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from ..review.errors import ApprovalRequired
from . import publication
from .models import Entry, Thread, ThreadTag


def create(threads: Iterable[Thread]) -> list[Thread]:
    """Save new threads as drafts, each with its first revision and what Wagtail keeps beside it.

    ``threads`` are unsaved, with entries, tagged items and professions in
    memory. Call it in a transaction.
    """
    threads = list(threads)
    now = timezone.now()
    for thread in threads:
        _require_trust(thread)
        thread.live, thread.has_unpublished_changes = False, True
    Thread.objects.bulk_create(threads)
    Entry.objects.bulk_create(entry for thread in threads for entry in thread.entries.all())
    ThreadTag.objects.bulk_create(i for thread in threads for i in thread.tagged_items.all())
    through = Thread.professions.through
    through.objects.bulk_create(
        through(thread_id=thread.pk, profession_id=profession.pk)
        for thread in threads
        for profession in thread.professions.all()
    )
    revisions = Revision.objects.bulk_create(_revision(thread, now) for thread in threads)
    for thread, revision in zip(threads, revisions, strict=True):
        thread.latest_revision = revision
    Thread.objects.bulk_update(threads, ["latest_revision"])
    for thread in threads:
        ReferenceIndex.create_or_update_for_object(thread)
    _log(threads, "wagtail.create", now)
    return threads


def publish(threads: Iterable[Thread]) -> None:
    """Publish the latest revision of drafts that never were public.

    ``threads`` are as that revision has them, and so are their rows. Call it in
    a transaction.
    """
    threads = list(threads)
    now = timezone.now()
    for thread in threads:
        _require_trust(thread)
        thread.live, thread.has_unpublished_changes = True, False
        thread.live_revision = thread.latest_revision
        thread.first_published_at = thread.last_published_at = now
    changed = ["live", "has_unpublished_changes", "live_revision"]
    Thread.objects.bulk_update(threads, [*changed, "first_published_at", "last_published_at"])
    publication.publish_first(threads)
    for thread in threads:
        ReferenceIndex.create_or_update_for_object(thread)
    _log(threads, "wagtail.publish", now)


def _require_trust(thread: Thread) -> None:
    if thread.origin not in Thread.TRUSTED_ORIGINS:
        raise ApprovalRequired


def _revision(thread: Thread, now) -> Revision:
    return Revision(
        content_object=thread,
        base_content_type=thread.get_base_content_type(),
        created_at=now,
        content=thread.serializable_data(),
        object_str=str(thread),
    )


def _log(threads: list[Thread], action: str, now) -> None:
    content_type = ContentType.objects.get_for_model(Thread, for_concrete_model=False)
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=content_type,
            object_id=str(thread.pk),
            label=str(thread),
            action=action,
            timestamp=now,
            data={},
            revision=thread.latest_revision,
            content_changed=True,
        )
        for thread in threads
    )
