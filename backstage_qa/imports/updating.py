"""Bringing threads that were imported before into step with their source, and publishing them."""

from collections.abc import Iterable

from ..threads import bulk
from ..threads.models import Thread
from .models import ImportedThread


def update(record: ImportedThread, fresh: Thread, fingerprint: str) -> None:
    """Save what the source says now (``fresh``, unsaved) as a draft of the same thread."""
    thread = record.thread.latest_revision.as_object()
    thread.title, thread.short_answer = fresh.title, fresh.short_answer
    thread.locale = fresh.locale
    thread.professions = list(fresh.professions.all())
    entries = {entry.anchor: entry.pk for entry in thread.entries.all()}
    for entry in fresh.entries.all():
        entry.pk = entries.get(entry.anchor)
    thread.entries = list(fresh.entries.all())
    tagged = {item.tag_id: item.pk for item in thread.tagged_items.all()}
    for item in fresh.tagged_items.all():
        item.pk = tagged.get(item.tag_id)
    thread.tagged_items = list(fresh.tagged_items.all())
    if not thread.live:
        thread.save()  # its rows show the draft, as long as nothing is public
    record.revision = thread.save_revision(log_action=True).pk
    record.thread, record.fingerprint = thread, fingerprint


def publish(records: Iterable[ImportedThread]) -> None:
    """Publish the latest revision of these threads, all the new ones at once."""
    new = []
    for record in records:
        if record.live_revision is None:
            new.append(record.thread)
        else:
            record.thread.latest_revision.publish()
        record.live_revision = record.revision
    bulk.publish(new)
