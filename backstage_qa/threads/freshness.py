"""How long a published text counts as true: it is verified, falls due, and is overdue at last."""

import calendar
import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone

from ..conf import backstage_settings
from ..professions.models import Profession
from ..review.models import Origin
from .public import PublishedThread

if TYPE_CHECKING:
    from .models import Thread


def settle(
    row: PublishedThread,
    thread: "Thread",
    professions: Iterable[Profession],
    before: PublishedThread | None = None,
) -> None:
    """Say on a public row, not saved, until when its text counts as true.

    Whoever approved the text read it, so its publication verifies it. ``before``
    is the row as it was: what is only written anew, such as a changed name, is
    not read again. Of an import nobody here says that it is true.
    """
    if thread.origin == Origin.IMPORT:
        return
    read_on = timezone.localdate(thread.last_published_at or timezone.now())
    earlier = before.verified_on if before else None
    verify(row, max(read_on, earlier or read_on), professions)


def verify(
    row: PublishedThread, day: datetime.date | None, professions: Iterable[Profession]
) -> None:
    """Let the text of a row, not saved, count as true on a day (None: it never was verified)."""
    row.verified_on = day
    row.review_due_on = day and _months_after(day, _period(professions))
    row.is_overdue = bool(row.review_due_on and row.review_due_on <= long_due())


def long_due(today: datetime.date | None = None) -> datetime.date:
    """What was due on this day or before is overdue, and its page says so."""
    days = datetime.timedelta(days=backstage_settings.REVIEW_GRACE_DAYS)
    return (today or timezone.localdate()) - days


def _period(professions: Iterable[Profession]) -> int:
    """Months; of several professions the shortest holds."""
    default = backstage_settings.REVIEW_MONTHS
    return min((p.review_months or default for p in professions), default=default)


def _months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of a later month, or the last one where that month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))
