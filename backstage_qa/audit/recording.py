"""Recording who reads: the one thing, beside anonymous counters, that a GET writes.

Nothing a person can do or see afterwards differs by it. Where it cannot be
written, nothing is shown either.
"""

import datetime

from django.utils import timezone

from ..conf import backstage_settings
from .models import Access

QUARTER = 15  # minutes


def record_opened(conversation: int, *, by) -> None:
    """Somebody is shown a conversation (its number). One query, however often they come back."""
    _once_a_quarter(Access.Kind.OPENED, conversation, by)


def record_refused(conversation: int, *, by) -> None:
    """Somebody asked for a conversation that is not theirs to read."""
    _once_a_quarter(Access.Kind.REFUSED, conversation, by)


def record_exported(path: str, rows: int, *, by) -> None:
    """Somebody takes a list away. Its filters are not kept: what is searched for names people."""
    path = path[: Access._meta.get_field("path").max_length]
    Access.objects.create(kind=Access.Kind.EXPORTED, person=by, path=path, row_count=rows)


def forget_old(now: datetime.datetime | None = None) -> int:
    """Let go of what is older than ``ACCESS_DAYS``; return how many rows."""
    days = datetime.timedelta(days=backstage_settings.ACCESS_DAYS)
    return Access.objects.forget_before((now or timezone.now()) - days)


def _once_a_quarter(kind: Access.Kind, conversation: int, by) -> None:
    now = timezone.now()
    quarter = now.replace(minute=now.minute - now.minute % QUARTER, second=0, microsecond=0)
    row = Access(kind=kind, person=by, conversation=conversation, quarter=quarter, at=now)
    Access.objects.bulk_create([row], ignore_conflicts=True)
