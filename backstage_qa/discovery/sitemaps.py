"""Sitemaps of any size: in parts by ranges of ids, so that none counts or skips the others."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

PART = 10_000  # the protocol allows 50,000 addresses and 50 MB
SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
Whole = Callable[[str], str]


@dataclass(frozen=True)
class Place:
    """A page: its path, when it changed last, and its path in each language, its own included."""

    path: str
    modified: datetime | None = None
    alternates: Mapping[str, str] = field(default_factory=dict)


class Section(Protocol):
    """Pages of one kind, in numbered parts of at most ``PART``."""

    def parts(self) -> Iterable[int]: ...

    def places(self, part: int) -> Iterable[Place]: ...


class RowSection:
    """A section of rows, one page each. Subclasses name the fields and make the path."""

    language = "language"
    modified = "updated_at"
    translation_key = ""  # of rows that have translations: the field that these share
    fields: tuple[str, ...] = ()  # what ``path`` needs besides

    def rows(self) -> QuerySet:
        """Those that everybody may read."""
        raise NotImplementedError

    def path(self, row: dict[str, Any]) -> str:
        raise NotImplementedError

    def parts(self) -> list[int]:
        """Those that hold anything; one query."""
        numbers = self.rows().order_by().annotate(sitemap_part=F("pk") / PART)
        return sorted(numbers.values_list("sitemap_part", flat=True).distinct())

    def places(self, part: int) -> Iterator[Place]:
        """In order of their ids; two queries, the second for translations."""
        rows = self.rows().filter(pk__gte=part * PART, pk__lt=(part + 1) * PART)
        names = [name for name in (self.language, self.modified, self.translation_key) if name]
        values = {"pk", *names, *self.fields}
        alternates = self._alternates(rows, values)
        for row in rows.order_by("pk").values(*values):
            others = alternates.get(row[self.translation_key], {}) if self.translation_key else {}
            yield Place(self.path(row), row[self.modified], others)

    def _alternates(self, rows: QuerySet, values: set[str]) -> dict[Any, dict[str, str]]:
        found: dict[Any, dict[str, str]] = defaultdict(dict)
        if self.translation_key:
            keys = rows.order_by().values(self.translation_key)
            same = self.rows().filter(**{f"{self.translation_key}__in": keys})
            for row in same.order_by().values(*values):
                found[row[self.translation_key]][row[self.language]] = self.path(row)
        return found


def sitemap_index(request: HttpRequest, sections: Mapping[str, Section]) -> HttpResponse:
    """The list of all parts, which stand beside it: ``sitemap.xml``, ``sitemap-<name>-<n>.xml``."""
    stem = request.path.removesuffix(".xml")
    lines = [
        f"<sitemap><loc>{escape(request.build_absolute_uri(f'{stem}-{name}-{part}.xml'))}</loc></sitemap>"
        for name, section in sections.items()
        for part in section.parts()
    ]
    return _xml(f"<sitemapindex {SITEMAP}>", lines, "</sitemapindex>")


def sitemap_part(
    request: HttpRequest, sections: Mapping[str, Section], name: str, part: int
) -> HttpResponse:
    """One part; 404 for one that holds nothing."""
    if name not in sections:
        raise Http404
    whole = request.build_absolute_uri
    lines = [_url(place, whole) for place in sections[name].places(part)]
    if not lines:
        raise Http404
    return _xml(f"<urlset {SITEMAP} {XHTML}>", lines, "</urlset>")


def _url(place: Place, whole: Whole) -> str:
    modified = ""
    if place.modified:
        moment = place.modified.astimezone(UTC).isoformat(timespec="seconds")
        modified = f"<lastmod>{moment}</lastmod>"
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(whole(path))}/>'
        for code, path in with_default(place.alternates)
    )
    return f"<url><loc>{escape(whole(place.path))}</loc>{modified}{links}</url>"


def with_default(paths: Mapping[str, str]) -> list[tuple[str, str]]:
    """(language, path) with ``x-default``: for readers of no language of ours, the site's first.

    Nothing for a page in one language only.
    """
    if len(paths) < 2:
        return []
    default = paths.get(settings.LANGUAGE_CODE) or next(iter(paths.values()))
    return [*sorted(paths.items()), ("x-default", default)]


def _xml(start: str, lines: Iterable[str], end: str) -> HttpResponse:
    document = "\n".join([DECLARATION + start, *lines, end])
    return HttpResponse(document, content_type="application/xml")
