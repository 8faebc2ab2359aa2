"""What stands around a thread on its page: what is read for it is read once an epoch.

What is kept is called with the request first, whose epoch is known by then.
"""

from itertools import chain, islice
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest

from ..addresses import page_address
from ..kept import kept_until_change
from ..professions.known import known_professions
from ..professions.models import Profession
from .likeness import most_alike
from .public import PublishedThread
from .related import MOST

COMPARED = 200


def professions_of(request: HttpRequest, thread: PublishedThread) -> tuple[Profession, ...]:
    """The professions that a thread names; all threads share these rows."""
    known = known_professions(request, thread.language)
    slugs = (about["slug"] for about in thread.profession_list)
    return tuple(known[slug] for slug in slugs if slug in known)


class ThreadLink(NamedTuple):
    """What a link to a thread needs; a process keeps very many."""

    pk: int
    language: str
    title: str
    slug: str

    def get_absolute_url(self) -> str:
        return page_address("thread", self.pk, self.slug, language=self.language)


def _links(rows: QuerySet[PublishedThread]) -> tuple[ThreadLink, ...]:
    return tuple(map(ThreadLink._make, rows.values_list(*ThreadLink._fields)))


@kept_until_change
def newest_about(profession: int, language: str) -> tuple[ThreadLink, ...]:
    """The newest threads of a profession; one query."""
    found = PublishedThread.objects.in_language(language).lately_about(profession, COMPARED)
    return _links(found.newest())


@kept_until_change
def chosen(pks: tuple[int, ...]) -> tuple[ThreadLink, ...]:
    """Those of these rows that are public, in this order; one query."""
    rows = PublishedThread.objects.public().filter(pk__in=pks)
    return tuple(sorted(_links(rows), key=lambda row: pks.index(row.pk)))


def related(
    request: HttpRequest, thread: PublishedThread, among: tuple[ThreadLink, ...]
) -> list[ThreadLink]:
    """What editors chose for a thread, then which of ``among`` are most like it, newest first."""
    about = " ".join([thread.title, *(tag["name"] for tag in thread.tag_list)])
    first = chosen(request, tuple(thread.related_list)) if thread.related_list else ()
    alike = (row for _, _, row in most_alike(among, about) if row not in first)
    others = (row for row in chain(first, alike) if row.pk != thread.pk)
    return list(islice(others, MOST))


@kept_until_change
def alternates(key: UUID) -> dict[str, str]:
    """The path of a thread in each language, by its translation key; one query."""
    rows = PublishedThread.objects.translated(key).only("language", "slug")
    return {row.language: row.get_absolute_url() for row in rows}
