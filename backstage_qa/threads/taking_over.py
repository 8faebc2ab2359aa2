"""What a thread may take over from those it took the place of: offered, never added by itself."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..conversations.errors import NotAllowed
from ..epoch import moved_last
from . import publication
from .holding import held_text
from .log import TAKEN_OVER
from .models import Entry, Thread


def leading_to(thread: Thread) -> list[Thread]:
    """The threads whose address leads to this one, and in which everybody agrees to publication."""
    gone = Thread.objects.filter(published__replaced_by__thread=thread).order_by("pk")
    return [text for text in gone if not publication.lacks_consent(text)]


def offered(thread: Thread) -> list[Entry]:
    """What those threads said when they were last public, and the draft of this one does not."""
    gone = leading_to(thread)
    if not gone:
        return []
    draft = thread.get_latest_revision_as_object()
    held = {entry.anchor for entry in draft.entries.all()}
    # Rows are what was published; later drafts are in revisions.
    entries = Entry.objects.filter(thread__in=gone).order_by("thread", "sort_order")
    by_anchor = {entry.anchor: entry for entry in entries if entry.anchor not in held}
    return list(by_anchor.values())


@moved_last()
def take_over(*, thread: Thread, entries: Iterable[Entry], by) -> None:
    """Add some of what is ``offered`` at the end of the thread's draft.

    They keep their anchors. Who is quoted in them is a source of this thread from
    now on: without their consent it is not public. Raises ``NotAllowed``, and
    ``ValidationError`` where nothing is chosen or somebody holds the text.
    """
    if not by.has_perm("backstage_qa.change_thread"):
        raise NotAllowed
    thread = held_text(thread, by, *leading_to(thread))
    wanted = {entry.pk for entry in entries}
    chosen = [entry for entry in offered(thread) if entry.pk in wanted]
    if not chosen:
        raise ValidationError(_("Choose at least one entry."))
    _add(chosen, thread, by)


def _add(chosen: list[Entry], thread: Thread, by) -> None:
    draft = thread.get_latest_revision_as_object()
    last = max((entry.sort_order or 0 for entry in draft.entries.all()), default=0)
    from_threads = {entry.thread for entry in chosen}
    for place, entry in enumerate(chosen, start=last + 1):
        entry.pk, entry.thread, entry.sort_order = None, draft, place
        draft.entries.add(entry)
    for conversation in publication.sources_of(*from_threads):
        thread.sources.get_or_create(conversation=conversation)
    revision = draft.save_revision(user=by)
    data = {"threads": sorted(text.pk for text in from_threads)}
    log(instance=thread, action=TAKEN_OVER, user=by, revision=revision, data=data)
