"""The two lists of meetings, and how each goes on after a row."""

from collections.abc import Callable
from dataclasses import dataclass

from ..paging import Cursor
from .public import PublishedMeeting
from .querysets import PublishedMeetingQuerySet


@dataclass(frozen=True)
class Order:
    """``rows`` narrows and puts in order; ``after`` keeps what follows the place of a row."""

    rows: Callable[[PublishedMeetingQuerySet], PublishedMeetingQuerySet]
    after: Callable[..., PublishedMeetingQuerySet]

    @staticmethod
    def place(row: PublishedMeeting) -> Cursor:
        return Cursor(row.starts_at, row.pk)

    def following(
        self, meetings: PublishedMeetingQuerySet, after: str | None
    ) -> PublishedMeetingQuerySet:
        """What follows a cursor, of rows in this order. Raises ``BadCursor``."""
        return meetings if after is None else self.after(meetings, Cursor.parse(after))


ORDERS = {
    "upcoming": Order(PublishedMeetingQuerySet.upcoming, PublishedMeetingQuerySet.after_upcoming),
    "past": Order(PublishedMeetingQuerySet.past, PublishedMeetingQuerySet.after_past),
}
