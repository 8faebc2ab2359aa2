"""Paging by key: constant cost however far a reader goes."""

import base64
import datetime
from dataclasses import dataclass

from django.db import models

from .conf import backstage_settings


class BadCursor(ValueError):
    """The text is not a cursor of ours."""


@dataclass(frozen=True)
class Cursor:
    """The last row seen: its date and its id."""

    at: datetime.datetime
    pk: int

    def __str__(self) -> str:
        raw = f"{self.at.astimezone(datetime.UTC).isoformat()}|{self.pk}"
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """Read a cursor; raises ``BadCursor`` for anything we did not write."""
        try:
            raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
            at, pk = raw.split("|")
            cursor = cls(datetime.datetime.fromisoformat(at), int(pk))
            # One cursor has one spelling, in UTC, where some moments have no equal.
            is_ours = str(cursor) == text and 0 < cursor.pk < 2**63
        except (ValueError, OverflowError) as error:
            raise BadCursor(text) from error
        if not is_ours:
            raise BadCursor(text)
        return cursor


@dataclass(frozen=True)
class Count:
    """How many rows match: exact up to the limit, "at least" beyond."""

    number: int
    at_least: bool


def capped_count(queryset: models.QuerySet) -> Count:
    """Count at most ``COUNT_LIMIT`` rows; one query whose cost is bounded."""
    limit = backstage_settings.COUNT_LIMIT
    number = queryset.order_by()[: limit + 1].count()
    return Count(min(number, limit), number > limit)
