"""Searching what is public: from what somebody typed to rows with their words marked."""

import difflib
from collections.abc import Iterable
from functools import cached_property

from wagtail.coreutils import get_content_languages

from ..paging import NumberCursor
from ..professions.models import Profession
from ..search import fruitless
from ..search.documents import key
from ..search.engine import Hit, Queries
from ..search.engines import engine
from ..search.folding import stem, words
from ..search.passages import Marker
from ..search.query import alike, nearly, parse, parse_unfinished, telling
from ..search.results import Found, find
from .orders import ORDERS
from .public import PublishedThread
from .querysets import PublishedThreadQuerySet

SUGGESTED = 8
# Titles that an unfinished or misspelt word is compared with, the newest.
COMPARED = 200
NEAREST = 5
CLOSE = 0.65  # of 1, the likeness of two words that may be the same


def content_languages() -> list[str]:
    """The codes of the languages that the host publishes in."""
    return list(get_content_languages())


class Search:
    """A search for what was typed, in one or more languages.

    ``narrowed`` holds lists of ids, of which one is enough, by kind: ``professions``,
    ``tags``, ``experts``. It is false when nothing was typed that could be searched for.
    """

    def __init__(
        self, text: str, languages: Iterable[str], narrowed: dict[str, list[int]] | None = None
    ) -> None:
        self.text = text
        parsed = {language: parse(text, language) for language in languages}
        self.queries: Queries = {language: query for language, query in parsed.items() if query}
        self.narrowed_to = narrowed or {}
        self.narrowed = [[key(kind, pk) for pk in ids] for kind, ids in self.narrowed_to.items()]

    def __bool__(self) -> bool:
        return bool(self.queries)

    @cached_property
    def found(self) -> Found:
        """One query, the first time."""
        return find(self.queries, self.narrowed)

    def best(
        self, threads: PublishedThreadQuerySet, after: str | None, size: int, language: str = ""
    ) -> tuple[list[PublishedThread], str]:
        """A page of ``threads`` by relevance, and the cursor of the next ("" at the end).

        Raises ``BadCursor``.
        """
        found = self.found.in_language(language) if language else self.found
        ids, following = found.best(None if after is None else NumberCursor.parse(after), size)
        rows = threads.in_bulk(ids)
        return [rows[pk] for pk in ids if pk in rows], str(following or "")

    def page(
        self, threads: PublishedThreadQuerySet, order: str, after: str | None, size: int
    ) -> tuple[list[PublishedThread], str]:
        """As ``best``, in an order that the rows carry themselves."""
        return ORDERS[order].page(threads.matching(self.queries), after, size)

    def mark(self, rows: Iterable[PublishedThread], *, keep_entries: bool = False) -> None:
        """Give each row ``marked_title`` and ``passage``, as HTML.

        Their entries are let go of: deferred from here on, as in every list.
        """
        markers = {language: Marker(query, language) for language, query in self.queries.items()}
        for row in rows:
            marker = markers[row.language]
            row.marked_title = marker.marked(row.title)
            row.passage = marker.passage(_passages(row))
            if not keep_entries:
                del row.entries

    def count_as_fruitless(self, language: str) -> None:
        """Let editors know that it found nothing, if it did.

        Not where a tag or an expert narrowed it: it may well be said elsewhere.
        """
        if self.found.hits or set(self.narrowed_to) - {"professions"}:
            return
        ids = self.narrowed_to.get("professions")
        if ids is None:
            fruitless.count(self.text, language)
        elif profession := Profession.objects.in_language(language).filter(pk__in=ids).first():
            fruitless.count(self.text, language, profession)


def _passages(row: PublishedThread) -> list[str]:
    """What is shown of a thread, answers first."""
    entries = sorted(row.entries, key=lambda entry: entry["kind"] != "answer")
    return [row.short_answer, *(entry["text"] for entry in entries)]


def suggestions(text: str, language: str) -> list[PublishedThread]:
    """Threads whose title goes on like what was typed so far, with it marked; two queries."""
    query = parse_unfinished(text, language)
    if not query:
        return []
    rows = _links(engine().titled({language: query}, limit=COMPARED // 4), language)
    begun = " ".join(words(text))
    rows.sort(key=lambda row: not " ".join(words(row.title)).startswith(begun))
    marker = Marker(query, language)
    for row in rows[:SUGGESTED]:
        row.marked_title = marker.marked(row.title)
    return rows[:SUGGESTED]


def nearest(text: str, language: str) -> list[PublishedThread]:
    """Threads that are nearest to a text that nothing matched, misspelt or not.

    By their titles, else by what they say.
    """
    query = nearly(text, language)
    if not query:
        return []
    asked = [term.stems[0] for term in query.some if not term.is_prefix]
    rows = _links(engine().titled({language: query}, limit=COMPARED), language)
    if close := _closest(rows, asked, language):
        return close[:NEAREST]
    hits = engine().hits({language: alike(text, language)}, limit=COMPARED)
    hits.sort(key=lambda hit: hit.score, reverse=True)
    return _links(hits[:NEAREST], language)


def named(text: str, language: str) -> list[Profession]:
    """Professions that a text calls by a word of their name; one query."""
    asked = {stem(word, language) for word in telling(text, language)}
    rows = Profession.objects.in_language(language).select_related("locale") if asked else []
    return [row for row in rows if asked & {stem(word, language) for word in words(row.name)}]


def _closest(rows: list[PublishedThread], asked: list[str], language: str) -> list[PublishedThread]:
    """Those with a word like one of the stems that are asked for, the most alike first."""
    said = {row.pk: {stem(word, language) for word in words(row.title)} for row in rows}
    every = set().union(*said.values())
    close = {one: {other: _likeness(one, other) for other in every} for one in asked}
    rates = {
        pk: sum(max(likeness[word] for word in title) for likeness in close.values())
        for pk, title in said.items()
        if title
    }
    near = [row for row in rows if rates.get(row.pk)]
    return sorted(near, key=lambda row: rates[row.pk], reverse=True)


def _likeness(one: str, other: str) -> float:
    """Of two words, from 0 to 1; 0 for what is surely not the same word."""
    matcher = difflib.SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < CLOSE or matcher.quick_ratio() < CLOSE:
        return 0
    ratio = matcher.ratio()
    return ratio if ratio >= CLOSE else 0


def _links(hits: list[Hit], language: str) -> list[PublishedThread]:
    """As little of each as a link needs, in the order of the hits."""
    threads = PublishedThread.objects.in_language(language)
    threads = threads.only("language", "title", "slug", "published_at")
    rows = threads.in_bulk([hit.thread for hit in hits])
    return [rows[hit.thread] for hit in hits if hit.thread in rows]
