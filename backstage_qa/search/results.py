"""What a search found, counted and put in order; rows are read by whoever shows them."""

from collections import Counter
from dataclasses import dataclass

from ..conf import backstage_settings
from ..paging import Count, NumberCursor
from .documents import LETTERS
from .engine import Hit, Narrowing, Queries
from .engines import engine


@dataclass(frozen=True)
class Found:
    """The newest hits of a search: as many as are counted, and one more."""

    hits: list[Hit]

    @property
    def count(self) -> Count:
        limit = backstage_settings.COUNT_LIMIT
        return Count(min(len(self.hits), limit), at_least=len(self.hits) > limit)

    def in_language(self, language: str) -> "Found":
        return Found([hit for hit in self.hits if hit.language == language])

    def best(self, after: NumberCursor | None, size: int) -> tuple[list[int], NumberCursor | None]:
        """The ids of one page, the best first, and its end where another page follows."""
        places = sorted((-hit.score, -hit.thread) for hit in self.hits)
        if after:
            places = [place for place in places if place > (-after.number, -after.pk)]
        ids = [-pk for _, pk in places[:size]]
        if len(places) <= size:
            return ids, None
        score, pk = places[size - 1]
        return ids, NumberCursor(-score, -pk)

    def about(self, kind: str) -> list[tuple[int, int]]:
        """Ids of ``professions``, ``tags`` or ``experts``, with how many hits each, most first."""
        letter = LETTERS[kind]
        keys = Counter(key for hit in self.hits for key in hit.keys.split() if key[0] == letter)
        return [(int(key[1:]), number) for key, number in keys.most_common()]

    def languages(self) -> dict[str, int]:
        """How many hits in each language."""
        return Counter(hit.language for hit in self.hits)


def find(queries: Queries, narrowed: Narrowing = ()) -> Found:
    """Search; one query."""
    limit = backstage_settings.COUNT_LIMIT
    return Found(engine().hits(queries, limit=limit + 1, narrowed=narrowed))
