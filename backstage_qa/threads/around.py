"""What stands around a thread on its page: what is read for it is read once an epoch.

What is kept is called with the request first, whose epoch is known by then.
"""

from itertools import chain, islice
from uuid import UUID

from django.http import HttpRequest

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


@kept_until_change
def newest_about(profession: int, language: str) -> tuple[PublishedThread, ...]:
    """The newest threads of a profession, as links; one query."""
    found = PublishedThread.objects.in_language(language).lately_about(profession, COMPARED)
    return tuple(found.only("language", "title", "slug", "published_at").newest())


@kept_until_change
def chosen(pks: tuple[int, ...]) -> tuple[PublishedThread, ...]:
    """Those of these rows that are public, as links, in this order; one query."""
    rows = PublishedThread.objects.public().filter(pk__in=pks).only("language", "title", "slug")
    return tuple(sorted(rows, key=lambda row: pks.index(row.pk)))


def related(
    request: HttpRequest, thread: PublishedThread, among: tuple[PublishedThread, ...]
) -> list[PublishedThread]:
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
