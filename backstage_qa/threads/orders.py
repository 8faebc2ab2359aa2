"""The orders of a list of threads, and how each goes on after a row."""

from collections.abc import Callable
from dataclasses import dataclass

from ..paging import Cursor, NumberCursor
from .public import PublishedThread
from .querysets import PublishedThreadQuerySet


@dataclass(frozen=True)
class Order:
    """``sort`` puts a queryset in order; ``after`` keeps what follows the ``place`` of a row."""

    cursor: type[Cursor] | type[NumberCursor]
    place: Callable[[PublishedThread], Cursor | NumberCursor]
    sort: Callable[[PublishedThreadQuerySet], PublishedThreadQuerySet]
    after: Callable[..., PublishedThreadQuerySet]

    def page(
        self, threads: PublishedThreadQuerySet, after: str | None, size: int
    ) -> tuple[list[PublishedThread], str]:
        """A page, and the cursor of the one that follows ("" at the end); one query.

        Raises ``BadCursor``.
        """
        rows = list(self.following(threads, after)[: size + 1])
        more = len(rows) > size
        return rows[:size], str(self.place(rows[size - 1])) if more else ""

    def following(
        self, threads: PublishedThreadQuerySet, after: str | None
    ) -> PublishedThreadQuerySet:
        """What follows a cursor, in order. Raises ``BadCursor``."""
        if after is not None:
            threads = self.after(threads, self.cursor.parse(after))
        return self.sort(threads)


def _by_date(row: PublishedThread) -> Cursor:
    return Cursor(row.published_at, row.pk)


ORDERS = {
    "newest": Order(
        Cursor, _by_date, PublishedThreadQuerySet.newest, PublishedThreadQuerySet.after
    ),
    "oldest": Order(
        Cursor, _by_date, PublishedThreadQuerySet.oldest, PublishedThreadQuerySet.after_oldest
    ),
    "helpful": Order(
        NumberCursor,
        lambda row: NumberCursor(row.standing, row.pk),
        PublishedThreadQuerySet.most_helpful,
        PublishedThreadQuerySet.after_helpful,
    ),
}
