"""Words in a column as it is, for the lists of the staff: no copy of a private text is kept."""

import re
from typing import TypeVar

from django.db import connections
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

Rows = TypeVar("Rows", bound=QuerySet)
WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 10  # of what somebody looks for


class Says(Func):
    """Whether a column holds words that begin so; a GIN index of the same expression serves it."""

    template = "to_tsvector('simple', regexp_replace(%(expressions)s)"
    arg_joiner = ", '[^[:alnum:]]+', ' ', 'g')) @@ to_tsquery('simple', "
    output_field = BooleanField()

    def __init__(self, column: str, words: list[str]) -> None:
        super().__init__(F(column), Value(" & ".join(f"'{word}':*" for word in words)))


def saying(queryset: Rows, column: str, text: str) -> Rows:
    """Rows whose ``column`` has every word of ``text``, in any order; none where there is no word.

    A word may be unfinished. On SQLite it is found inside other words, too.
    """
    words = WORD.findall(text)[:MOST_WORDS]
    if not words:
        return queryset.none()
    if connections[queryset.db].vendor == "postgresql":
        return queryset.filter(Says(column, words))
    return queryset.filter(*(Q(**{f"{column}__icontains": word}) for word in words))
