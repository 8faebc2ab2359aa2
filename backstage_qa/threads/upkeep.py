"""Keeping public texts true: they are verified, handed over, and asked about when they are due."""

import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from .. import signals
from ..conversations.errors import NotAllowed
from ..epoch import move_on, moved_last
from ..experts.models import Expert
from . import freshness
from .keeping import Keeping, keeper_of, may_keep, possible_keepers
from .public import PublishedThread

ASKED_AT_ONCE = 200  # in one tick; the next one goes on
SHOWN = ["verified_on", "review_due_on", "is_overdue"]


@moved_last()
def verify(*, row: PublishedThread, by) -> PublishedThread:
    """Say that a public text is still true today. Raises ``NotAllowed``."""
    row = _kept(row, by)
    freshness.verify(row, timezone.localdate(), row.professions.all())
    row.version += 1
    row.save(update_fields=[*SHOWN, "version"])
    Keeping.objects.filter(published_thread=row).update(asked_on=None)
    log(instance=row.thread, action="backstage_qa.verify_thread", user=by)
    move_on()
    return row


@transaction.atomic
def hand_over(*, row: PublishedThread, by, to: Expert | None) -> None:
    """Make an expert the keeper, or (None) the editors; they are asked anew if it is due.

    Raises ``NotAllowed``, also where this expert answers for something else.
    """
    row = _kept(row, by)
    if to is not None and not possible_keepers(row).filter(pk=to.pk).exists():
        raise NotAllowed
    changes = {"keeper": to.user if to else None, "asked_on": None}
    Keeping.objects.update_or_create(published_thread=row, defaults=changes)
    data = {"expert": to.pk if to else None}
    log(instance=row.thread, action="backstage_qa.hand_over_thread", user=by, data=data)


def _kept(row: PublishedThread, by) -> PublishedThread:
    found = PublishedThread.objects.public().select_for_update().filter(pk=row.pk).first()
    if found is None or not may_keep(by, found):
        raise NotAllowed
    return found


def ask_keepers(today: datetime.date | None = None) -> int:
    """Ask about what is due and was not asked about yet; return how many."""
    due = PublishedThread.objects.to_verify(today)
    unasked = due.exclude(keeping__asked_on__gte=F("review_due_on"))
    rows = unasked.for_lists().order_by("review_due_on", "pk")[:ASKED_AT_ONCE]
    for row in rows:
        _ask(row, today or timezone.localdate())
    return len(rows)


@transaction.atomic
def _ask(row: PublishedThread, today: datetime.date) -> None:
    keeper = keeper_of(row)
    changes = {"keeper": keeper, "asked_on": today}
    Keeping.objects.update_or_create(published_thread=row, defaults=changes)
    signals.thread_review_due.send(PublishedThread, published_thread=row, keeper=keeper)


@moved_last()
def mark_overdue(today: datetime.date | None = None) -> int:
    """Let the pages of what was due long ago say so; return how many."""
    late = PublishedThread.objects.public().filter(
        is_overdue=False, review_due_on__lte=freshness.long_due(today)
    )
    count = late.update(is_overdue=True, version=F("version") + 1)
    if count:
        move_on()
    return count


@moved_last()
def follow_period(sender, profession, **kwargs) -> None:
    """Receiver of ``review_period_changed``: other days for the threads about a profession."""
    rows = list(
        PublishedThread.objects.about(profession)
        .exclude(verified_on=None)
        .for_lists()
        .prefetch_related("professions")
        .order_by("pk")
    )
    for row in rows:
        freshness.verify(row, row.verified_on, row.professions.all())
    PublishedThread.objects.bulk_update(rows, SHOWN, batch_size=500)
    move_on()
