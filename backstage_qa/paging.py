"""Paging by key: constant cost however far a reader goes."""

import datetime
import re
from dataclasses import dataclass
from typing import Self

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.http import HttpRequest

from .conf import backstage_settings
from .kept import THINGS_KEPT, Kept, epoch_of

# One cursor has one spelling. Eighteen digits fit into every database's numbers.
PATTERN = r"^(0|-?[1-9][0-9]{0,17})_[1-9][0-9]{0,17}$"
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)
EARLIEST, LATEST = (
    (datetime.datetime(year, 1, 1, tzinfo=datetime.UTC) - EPOCH) // MICROSECOND
    for year in (1, 9999)
)

_numbers = Kept(lambda: THINGS_KEPT)


class BadCursor(ValueError):
    """The text is not a cursor of ours."""


class _Place:
    """The place of a row in a list: a number that the list is ordered by, then the row's id.

    Every text that fits ``PATTERN`` is a place, in any list: so that a schema can say which
    texts are, and no reader is refused one that fits.
    """

    pk: int

    def _key(self) -> int:
        raise NotImplementedError

    @classmethod
    def _made(cls, key: int, pk: int) -> Self:
        raise NotImplementedError

    def __str__(self) -> str:
        return f"{self._key()}_{self.pk}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a cursor; raises ``BadCursor`` for anything that is not one."""
        if not re.fullmatch(PATTERN, text):
            raise BadCursor(text)
        key, pk = text.split("_")
        return cls._made(int(key), int(pk))


@dataclass(frozen=True)
class Cursor(_Place):
    """The last row seen: its date and its id. The key is in microseconds since 1970."""

    at: datetime.datetime
    pk: int

    def _key(self) -> int:
        return (self.at - EPOCH) // MICROSECOND

    @classmethod
    def _made(cls, key: int, pk: int) -> Self:
        return cls(EPOCH + MICROSECOND * max(EARLIEST, min(key, LATEST)), pk)


@dataclass(frozen=True)
class NumberCursor(_Place):
    """The last row seen of a list in the order of a number: that number and its id."""

    number: int
    pk: int

    def _key(self) -> int:
        return self.number

    @classmethod
    def _made(cls, key: int, pk: int) -> Self:
        return cls(key, pk)


@dataclass(frozen=True)
class Count:
    """How many rows match: exact up to the limit, "at least" beyond."""

    number: int
    at_least: bool


def capped_count(request: HttpRequest | None, public: models.QuerySet) -> Count:
    """Count at most ``COUNT_LIMIT`` rows of what is public; kept until something public changes.

    One query whose cost is bounded. They keep their order: an index that gives them in
    order need not be read to its end, where PostgreSQL would begin to read the table otherwise.
    """
    limit = backstage_settings.COUNT_LIMIT
    counted = public[: limit + 1]
    try:
        key = counted.query.sql_with_params()
    except EmptyResultSet:
        return Count(0, at_least=False)
    number = _numbers.get(epoch_of(request), key, counted.count)
    return Count(min(number, limit), number > limit)
