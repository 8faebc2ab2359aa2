"""What stands around a thread on its page: what is read for it is read once an epoch.

What is kept is called with the request first, whose epoch is known by then.
"""

from itertools import islice

from django.http import HttpRequest

from ..kept import kept_until_change
from ..professions.known import known_professions
from ..professions.models import Profession
from .likeness import most_alike
from .public import PublishedThread

RELATED = 5
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


def related(pk: int, about: str, among: tuple[PublishedThread, ...]) -> list[PublishedThread]:
    """Which of ``among`` are most like a thread, by its id and what it is about, newest first."""
    alike = (row for _, _, row in most_alike(among, about) if row.pk != pk)
    return list(islice(alike, RELATED))


@kept_until_change
def alternates(pk: int) -> dict[str, str]:
    """The path of a thread in each language, by its id; one query."""
    rows = PublishedThread.objects.translations_of(pk).only("language", "slug")
    return {row.language: row.get_absolute_url() for row in rows}
