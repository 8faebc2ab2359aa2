"""Threads that are public, and the words to find them by."""

import datetime
from collections.abc import Iterable

import pytest
from django.utils import timezone

from backstage_qa.models import Origin, PublishedThread
from backstage_qa.search import documents
from backstage_qa.search.engines import engine
from backstage_qa.search.query import parse


def entry(text: str, kind: str = "answer", **fields) -> dict:
    """As a public row keeps it."""
    return {
        "anchor": "00000000-0000-4000-8000-000000000001",
        "kind": kind,
        "html": f"<p>{text}</p>",
        "text": text,
        "name": "Claire",
        "job": "",
        "expert": None,
        "portrait": "",
        "date": "2026-01-05",
        "source_url": "",
        "licence": "",
        **fields,
    }


def public_rows(contents: Iterable[tuple[str, list[dict]]], language: str) -> list:
    """Public rows in the search, as (title, entries), newest last, without the editing."""
    start = timezone.now() - datetime.timedelta(days=1)
    rows = PublishedThread.objects.bulk_create(
        PublishedThread(
            language=language,
            title=title[:200],
            slug="question",
            entries=entries,
            entry_count=len(entries),
            origin=Origin.DEMO,
            published_at=start + datetime.timedelta(seconds=number),
            updated_at=start,
        )
        for number, (title, entries) in enumerate(contents)
    )
    documents.index(rows)
    return rows


@pytest.fixture
def found():
    """``found("words", "fr")``: the ids that match, through both doors of the engine."""

    def found(text: str, language: str = "fr", **narrowed) -> set[int]:
        queries = {language: query} if (query := parse(text, language)) else {}
        hits = engine().hits(queries, limit=100_000, **narrowed)
        ids = {hit.thread for hit in hits}
        assert len(ids) == len(hits)
        if queries and not narrowed:
            rows = PublishedThread.objects.filter(pk__in=engine().matching(queries))
            assert set(rows.values_list("pk", flat=True)) == ids
        return ids

    return found
