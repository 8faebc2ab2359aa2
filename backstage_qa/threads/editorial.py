"""The bridge: what happens to people's consent acts on published text."""

from django.db.models.signals import post_delete, pre_delete
from wagtail.log_actions import log

from .. import signals
from ..epoch import moved_last
from ..experts.models import Expert
from ..review.tombstones import tell_of_deletions
from . import publication, upkeep
from .log import CONSENT_LOST, UNSCHEDULED
from .models import Thread
from .public import PublishedThread

COPIED_FACTS = ("entries", "profession_list")  # what a row says of others than its text


def connect() -> None:
    """Called once, when the plugin starts."""
    signals.consent_changed.connect(unpublish_without_consent)
    signals.expert_publicity_changed.connect(refresh_expert)
    signals.profession_renamed.connect(rename_profession)
    signals.review_period_changed.connect(upkeep.follow_period)
    pre_delete.connect(remember_shown, sender=Expert, dispatch_uid="backstage_qa.expert.shown")
    post_delete.connect(forget_expert, sender=Expert, dispatch_uid="backstage_qa.expert.forget")
    tell_of_deletions(Thread, signals.thread_withdrawn)


@moved_last()
def unpublish_without_consent(sender, conversation, consent, by, **kwargs) -> None:
    """Receiver of ``consent_changed``: off the public pages, schedules included, at once."""
    if consent:
        return
    for thread in Thread.objects.drawn_from(conversation):
        scheduled = thread.revisions.filter(approved_go_live_at__isnull=False)
        was_scheduled = bool(scheduled.update(approved_go_live_at=None))
        if thread.live:
            # The log names no person: a candidate's account is not for a thread's readers.
            thread.unpublish(log_action=False)
            log(instance=thread, action=CONSENT_LOST)
        elif was_scheduled:
            log(instance=thread, action=UNSCHEDULED)
        publication.withdraw(PublishedThread.objects.filter(thread=thread))


@moved_last()
def refresh_expert(sender, expert, **kwargs) -> None:
    """Receiver of ``expert_publicity_changed``: show or hide name and face in what is public."""
    _refresh(PublishedThread.objects.by_entries_of(expert))


def remember_shown(sender, instance, **kwargs) -> None:
    """Receiver of an expert's ``pre_delete``: afterwards nothing ties them to their answers."""
    rows = PublishedThread.objects.by_entries_of(instance)
    instance.was_shown_in = list(rows.values_list("pk", flat=True))


@moved_last()
def forget_expert(sender, instance, **kwargs) -> None:
    """Receiver of an expert's ``post_delete``: no public text names who is gone, or leads there."""
    _refresh(PublishedThread.objects.public().filter(pk__in=instance.was_shown_in))


@moved_last()
def rename_profession(sender, profession, **kwargs) -> None:
    """Receiver of ``profession_renamed``: its name and address in what is public."""
    _refresh(PublishedThread.objects.about(profession))


def _refresh(rows) -> None:
    """Publish anew what would read otherwise now, as it was approved."""
    rows = rows.select_related("thread").order_by("pk")
    texts = [(row, publication.approved(row.thread)) for row in rows]
    publication.held_sources(*(text for _, text in texts))  # all at once, in the common order
    for row, text in texts:
        fresh = publication.render(text)
        if any(getattr(fresh, name) != getattr(row, name) for name in COPIED_FACTS):
            publication.publish(row.thread)
