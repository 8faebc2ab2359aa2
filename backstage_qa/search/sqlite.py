"""Search with SQLite's FTS5, over a table that triggers keep in step with the documents."""

from .engine import Engine
from .query import Query, Term

INDEX = "backstage_qa_searchindex"


def _quoted(term: Term) -> str:
    return f'"{" ".join(term.stems)}"{" *" if term.is_prefix else ""}'


class SQLiteEngine(Engine):
    source = f"{INDEX} CROSS JOIN backstage_qa_searchdocument d ON d.thread_id = {INDEX}.rowid"
    row_id = f"{INDEX}.rowid"
    # Columns are words, title, answers, questions. bm25 is the lower the better, and
    # tiny where a word is in most rows.
    matches = f"{INDEX} MATCH '{{title answers questions}} : ' || %s"
    score = f"CAST(ROUND(bm25({INDEX}, 0, 40, 4, 1) * -1e9) AS INTEGER)"
    title_matches = f"{INDEX} MATCH '{{words}} : ' || %s"
    title_score = f"CAST(ROUND(bm25({INDEX}, 1, 0, 0, 0) * -1e9) AS INTEGER)"

    def expression(self, query: Query) -> str:
        parts = [_quoted(term) for term in query.every]
        if query.some:
            parts.append(f"({' OR '.join(map(_quoted, query.some))})")
        wanted = f"({' AND '.join(parts)})"
        return f"({wanted}{''.join(f' NOT {_quoted(term)}' for term in query.none)})"
