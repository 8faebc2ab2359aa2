"""Search with PostgreSQL's own text search, over generated columns with GIN indexes.

The configuration is "simple", as folding and stemming are done: no dictionary
and no extension is needed.
"""

from .engine import Engine
from .query import Query, Term

FEW = 200  # rows
LATEST = 2000  # ids, which are looked through one by one in some milliseconds


def _quoted(term: Term) -> str:
    phrase = " <-> ".join(f"'{stem}'" for stem in term.stems)
    return f"{phrase}:*" if term.is_prefix else f"({phrase})"


class PostgreSQLEngine(Engine):
    source = "backstage_qa_searchdocument d"
    row_id = "d.thread_id"
    matches = "d.vector @@ to_tsquery('simple', %s)"
    score = "ROUND(ts_rank(d.vector, to_tsquery('simple', %s)) * 1000000)::bigint"
    title_matches = "d.word_vector @@ to_tsquery('simple', %s)"
    title_score = "ROUND(ts_rank(d.word_vector, to_tsquery('simple', %s), 2) * 1000000)::bigint"

    def _newest_part(
        self, score: str, conditions: str, given: list[str | int], limit: int
    ) -> tuple[str, list[str | int]]:
        """Where few are wanted: among the latest rows, and only if these are too few, in the index.

        PostgreSQL cannot tell how many rows a beginning of a word is in. Left to itself it
        reads row by row from the newest on, to the end where there are none.
        """
        if limit > FEW:
            return super()._newest_part(score, conditions, given, limit)
        latest = f"(SELECT max({self.row_id}) - {LATEST} FROM {self.source})"  # noqa: S608
        near = self._part(score, f"{conditions} AND {self.row_id} > {latest}", self.row_id)
        # A sum, so that no index gives them in order.
        far = self._part(score, f"{conditions} AND {self.row_id} <= {latest}", f"{self.row_id} + 0")
        # One after the other: the second is not begun where the first has enough.
        both = f"SELECT * FROM (({near}) UNION ALL ({far})) AS together LIMIT %s"  # noqa: S608
        return both, [*given, limit, *given, limit, limit]

    def expression(self, query: Query) -> str:
        parts = [_quoted(term) for term in query.every]
        if query.some:
            parts.append(f"({' | '.join(map(_quoted, query.some))})")
        return " & ".join([*parts, *(f"!{_quoted(term)}" for term in query.none)])
