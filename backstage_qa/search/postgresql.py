"""Search with PostgreSQL's own text search, over generated columns with GIN indexes.

The configuration is "simple", as folding and stemming are done: no dictionary
and no extension is needed.
"""

from .engine import Engine
from .query import Query, Term


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

    def expression(self, query: Query) -> str:
        parts = [_quoted(term) for term in query.every]
        if query.some:
            parts.append(f"({' | '.join(map(_quoted, query.some))})")
        return " & ".join([*parts, *(f"!{_quoted(term)}" for term in query.none)])
