"""What a search found, counted and put in order; rows are read by whoever shows them."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

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

    @cached_property
    def _by_language(self) -> dict[str, "Found"]:
        found: dict[str, Found] = {}
        for hit in self.hits:
            found.setdefault(hit.language, Found([])).hits.append(hit)
        return found

    def in_language(self, language: str) -> "Found":
        return self._by_language.get(language, Found([]))

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
        letter, counted = LETTERS[kind], self._keys.most_common()
        return [(int(key[1:]), number) for key, number in counted if key[0] == letter]

    @cached_property
    def _keys(self) -> Counter[str]:
        return Counter(key for hit in self.hits for key in hit.keys.split())

    def languages(self) -> dict[str, int]:
        """How many hits in each language."""
        return {language: len(found.hits) for language, found in self._by_language.items()}


def find(queries: Queries, narrowed: Narrowing = ()) -> Found:
    """Search; one query."""
    limit = backstage_settings.COUNT_LIMIT
    return Found(engine().hits(queries, limit=limit + 1, narrowed=narrowed))
