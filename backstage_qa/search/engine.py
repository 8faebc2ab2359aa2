"""The one interface of the search, and what its implementations by database share.

Another engine takes over by giving ``matching``, ``hits`` and ``titled`` their
meaning; ``documents`` tells what is to be indexed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.db import connection
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

from .query import Query

# A query for each language that is searched, as each has its own stems.
Queries = Mapping[str, Query]
# Keys of which one is enough, for each thing that the search is narrowed by.
Narrowing = Sequence[Sequence[str]]


class Hit(NamedTuple):
    """A thread that matches: its id, what it is about, and how well it matches."""

    thread: int
    language: str
    keys: str
    score: int


class Engine:
    """Full text in a database, over the documents, which its SQL calls ``d``.

    ``%s`` in a class attribute is the place of the query's expression: one in what
    matches, at most one in a score.
    """

    source: str  # what stands after FROM
    row_id: str
    matches: str
    score: str  # a whole number, the higher the better
    title_matches: str
    title_score: str

    def expression(self, query: Query) -> str:
        """The query in the database's own words: from stems alone, so never a mistake in it."""
        raise NotImplementedError

    def matching(self, queries: Queries) -> RawSQL:
        """The ids of all that match, for ``filter(pk__in=…)``."""
        parts: list[str] = []
        parameters: list[str] = []
        for language, query in queries.items():
            parts.append(
                f"SELECT {self.row_id} FROM {self.source}"  # noqa: S608
                f" WHERE {self.matches} AND d.language = %s"
            )
            parameters += [self.expression(query), language]
        sql = " UNION ALL ".join(parts)
        return RawSQL(sql, parameters, output_field=BigIntegerField())  # noqa: S611

    def hits(self, queries: Queries, *, limit: int, narrowed: Narrowing = ()) -> list[Hit]:
        """The newest of what matches, at most ``limit`` in each language; one query."""
        return self._newest(queries, self.matches, self.score, limit, narrowed)

    def titled(self, queries: Queries, *, limit: int, narrowed: Narrowing = ()) -> list[Hit]:
        """As ``hits``, of what matches by its title, where words may be unfinished."""
        return self._newest(queries, self.title_matches, self.title_score, limit, narrowed)

    def _newest(
        self, queries: Queries, matches: str, score: str, limit: int, narrowed: Narrowing
    ) -> list[Hit]:
        sql, parameters = self._newest_sql(queries, matches, score, limit, narrowed)
        if not sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(map(Hit._make, cursor.fetchall()))

    def newest_sql(
        self, queries: Queries, *, limit: int, narrowed: Narrowing = ()
    ) -> tuple[str, list[str | int]]:
        """As ``hits``: the query, its columns ``found``, ``language``, ``keys`` and ``score``.

        For whoever reads rows of another table in the same query; "" where nothing can match.
        """
        return self._newest_sql(queries, self.matches, self.score, limit, narrowed)

    def _newest_sql(
        self, queries: Queries, matches: str, score: str, limit: int, narrowed: Narrowing
    ) -> tuple[str, list[str | int]]:
        parts: list[str] = []
        parameters: list[str | int] = []
        if not all(narrowed):  # an empty group: narrowed by what does not exist
            return "", []
        for number, (language, query) in enumerate(queries.items()):
            conditions = [matches, "d.language = %s"]
            conditions += [
                "(" + " OR ".join(["d.keys LIKE %s"] * len(group)) + ")" for group in narrowed
            ]
            wanted = self.expression(replace(query, none=()))  # what is not there ranks nothing
            given: list[str | int] = [wanted] * score.count("%s")
            given += [self.expression(query), language]
            given += [f"% {key} %" for group in narrowed for key in group]
            sql, given = self._newest_part(score, " AND ".join(conditions), given, limit)
            parts.append(f"SELECT * FROM ({sql}) AS part{number}")  # noqa: S608
            parameters += given
        return " UNION ALL ".join(parts), parameters

    def _newest_part(
        self, score: str, conditions: str, given: list[str | int], limit: int
    ) -> tuple[str, list[str | int]]:
        """The newest rows that meet conditions, which are ``given`` their values."""
        return self._part(score, conditions, self.row_id), [*given, limit]

    def _part(self, score: str, conditions: str, place: str) -> str:
        return (
            f"SELECT {self.row_id} AS found, d.language, d.keys, {score} AS score"  # noqa: S608
            f" FROM {self.source} WHERE {conditions} ORDER BY {place} DESC LIMIT %s"
        )
