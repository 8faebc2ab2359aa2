"""Paging by key: constant cost however far a reader goes."""

import base64
import datetime
from dataclasses import dataclass
from typing import Self

from django.db import models

from .conf import backstage_settings


class BadCursor(ValueError):
    """The text is not a cursor of ours."""


class _Place:
    """The place of a row in a list: what the list is ordered by, then the row's id."""

    pk: int

    def _key(self) -> str:
        raise NotImplementedError

    @classmethod
    def _made(cls, key: str, pk: int) -> Self:
        """Raises ``ValueError`` or ``OverflowError`` for what is not a key."""
        raise NotImplementedError

    def __str__(self) -> str:
        raw = f"{self._key()}|{self.pk}"
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a cursor; raises ``BadCursor`` for anything we did not write."""
        try:
            raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
            key, pk = raw.split("|")
            cursor = cls._made(key, int(pk))
            # One cursor has one spelling.
            is_ours = str(cursor) == text and 0 < cursor.pk < 2**63
        except (ValueError, OverflowError) as error:
            raise BadCursor(text) from error
        if not is_ours:
            raise BadCursor(text)
        return cursor


@dataclass(frozen=True)
class Cursor(_Place):
    """The last row seen: its date and its id."""

    at: datetime.datetime
    pk: int

    def _key(self) -> str:
        return self.at.astimezone(datetime.UTC).isoformat()  # where some moments have no equal

    @classmethod
    def _made(cls, key: str, pk: int) -> Self:
        return cls(datetime.datetime.fromisoformat(key), pk)


@dataclass(frozen=True)
class NumberCursor(_Place):
    """The last row seen of a list in the order of a number: that number and its id."""

    number: int
    pk: int

    def _key(self) -> str:
        return str(self.number)

    @classmethod
    def _made(cls, key: str, pk: int) -> Self:
        if abs(number := int(key)) >= 2**63:
            raise OverflowError(key)
        return cls(number, pk)


@dataclass(frozen=True)
class Count:
    """How many rows match: exact up to the limit, "at least" beyond."""

    number: int
    at_least: bool


def capped_count(queryset: models.QuerySet) -> Count:
    """Count at most ``COUNT_LIMIT`` rows; one query whose cost is bounded.

    They keep their order: an index that gives them in order need not be read to
    its end, where PostgreSQL would begin to read the table otherwise.
    """
    limit = backstage_settings.COUNT_LIMIT
    number = queryset[: limit + 1].count()
    return Count(min(number, limit), number > limit)
