"""What stands around a thread on its page: read once an epoch, for all who read it.

Each is called with the request first, whose epoch is known by then.
"""

from ..caching import kept_until_change
from ..professions.models import Profession
from .public import PublishedThread

RELATED = 5


@kept_until_change
def professions_of(pk: int) -> tuple[Profession, ...]:
    """The professions of a thread, by its id; one query."""
    return tuple(Profession.objects.filter(published_threads=pk).select_related("locale"))


@kept_until_change
def newest_about(profession: int, language: str) -> list[PublishedThread]:
    """The newest threads of a profession, one more than is shown; one query."""
    found = PublishedThread.objects.in_language(language).about(profession)
    return list(found.only("language", "title", "slug", "published_at").newest()[: RELATED + 1])


@kept_until_change
def alternates(pk: int) -> dict[str, str]:
    """The path of a thread in each language, by its id; one query."""
    rows = PublishedThread.objects.translations_of(pk).only("language", "slug")
    return {row.language: row.get_absolute_url() for row in rows}
