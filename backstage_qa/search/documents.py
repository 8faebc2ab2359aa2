"""Keeping the index in step: one document for each public row, written in its transaction."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from .folding import stems, words
from .models import SearchDocument
from .query import BOUNDARY

# PostgreSQL refuses an index entry of more than a megabyte, positions included.
MAX_BYTES = 150_000
WRITTEN = ["language", "keys", "words", "title", "answers", "questions"]
LETTERS = {"professions": "p", "tags": "t", "experts": "e"}


def key(kind: str, pk: int) -> str:
    """How ``keys`` names one of the ``professions``, ``tags`` or ``experts``."""
    return f"{LETTERS[kind]}{pk}"


def index(rows: Iterable) -> None:
    """Write the documents of public rows (``PublishedThread``), anew or for the first time."""
    rows = list(rows)
    prefetch_related_objects(rows, *LETTERS)
    SearchDocument.objects.bulk_create(
        [_document(row) for row in rows],
        update_conflicts=True,
        unique_fields=["thread"],
        update_fields=WRITTEN,
    )


def remove(ids: Iterable[int]) -> int:
    """Forget the words of these rows; return how many were known."""
    return SearchDocument.objects.filter(pk__in=ids).delete()[0]


def _document(row) -> SearchDocument:
    said = defaultdict(list)
    for entry in row.entries:
        said[entry["kind"]].append(entry["text"])
    keys = [key(kind, related.pk) for kind in LETTERS for related in getattr(row, kind).all()]
    return SearchDocument(
        thread_id=row.pk,
        language=row.language,
        keys=f" {' '.join(keys)} ",
        words=" ".join([*words(row.title), *stems(row.title, row.language)]),
        title=_passages([row.title], row.language),
        answers=_passages([row.short_answer, *said["answer"]], row.language),
        questions=_passages([*said["question"], *said["follow_up"]], row.language),
    )


def _passages(texts: Iterable[str], language: str) -> str:
    """Stems in order, each passage ended by ``BOUNDARY``, so that no phrase spans two."""
    parts = (" ".join([*stems(text[:MAX_BYTES], language), BOUNDARY]) for text in texts)
    found = " ".join(parts)
    return found.encode()[:MAX_BYTES].decode(errors="ignore")
