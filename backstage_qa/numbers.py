"""Numbers that come from outside: none is longer than a database can compare with an id."""

from django.urls.converters import IntConverter

DIGITS = 18  # the most that fit into 64 bits, whichever they are


class IdConverter(IntConverter):
    """``<backstage_id:pk>`` in a route is ``<int:pk>`` for numbers that a row can have.

    Any other leads nowhere. A longer one would reach the database, which fails:
    SQLite with OverflowError, PostgreSQL with DataError.
    """

    regex = f"[0-9]{{1,{DIGITS}}}"


def number_in(text: str) -> int | None:
    """The whole number that a text is; None for any other text, and for one that is too long."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None
