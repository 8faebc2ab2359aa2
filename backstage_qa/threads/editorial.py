"""The bridge: what happens to people's consent acts on published text."""

from wagtail.log_actions import log

from .. import signals
from ..epoch import moved_last
from ..review.tombstones import tell_of_deletions
from . import publication
from .models import Thread
from .public import PublishedThread


def connect() -> None:
    """Called once, when the plugin starts."""
    signals.consent_changed.connect(unpublish_without_consent)
    signals.expert_publicity_changed.connect(refresh_expert)
    tell_of_deletions(Thread, signals.thread_withdrawn)


@moved_last()
def unpublish_without_consent(sender, conversation, consent, by, **kwargs) -> None:
    """Receiver of ``consent_changed``: off the public pages, schedules included, at once."""
    if consent:
        return
    for thread in Thread.objects.drawn_from(conversation):
        thread.revisions.update(approved_go_live_at=None)
        if thread.live:
            # The log names no person: a candidate's account is not for a thread's readers.
            thread.unpublish(log_action=False)
            log(instance=thread, action="wagtail.unpublish", data={"reason": "consent"})
        publication.withdraw(PublishedThread.objects.filter(thread=thread))


@moved_last()
def refresh_expert(sender, expert, **kwargs) -> None:
    """Receiver of ``expert_publicity_changed``: show or hide name and face in what is public."""
    rows = PublishedThread.objects.by_entries_of(expert).select_related("thread")
    texts = [(row, publication.approved(row.thread)) for row in rows]
    publication.held_sources(*(text for _, text in texts))  # all at once, in the common order
    for row, text in texts:
        if publication.render(text).entries != row.entries:
            publication.publish(row.thread)
