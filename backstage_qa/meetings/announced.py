"""The next meeting and the last films, for pages about something else: read once an epoch."""

from dataclasses import dataclass

from django.utils import timezone

from ..kept import kept_until_change
from .public import PublishedMeeting
from .recordings import Recording

FILMS = 200  # the last ones, of all languages


@dataclass(frozen=True)
class Announced:
    """``next`` is not cancelled; ``filmed`` is over, and its film is public."""

    next: PublishedMeeting | None
    filmed: PublishedMeeting | None


@kept_until_change
def _shown() -> tuple[list[PublishedMeeting], list[PublishedMeeting]]:
    rows = PublishedMeeting.objects.for_lists()
    films = Recording.objects.public().values("translation_key")
    filmed = rows.past().filter(translation_key__in=films)[:FILMS]
    return list(rows.upcoming().filter(cancelled_at=None)), list(filmed)


def announced(request, language: str, profession: str = "") -> Announced:
    """Of a profession (its slug), else of all. No query where the page's epoch is known."""

    def first(rows: list[PublishedMeeting]) -> PublishedMeeting | None:
        return next((row for row in rows if _is_about(row, language, profession)), None)

    upcoming, filmed = _shown(request)
    now = timezone.now()  # the tick that ends a meeting comes a little later
    return Announced(first([row for row in upcoming if row.ends_at > now]), first(filmed))


def _is_about(row: PublishedMeeting, language: str, profession: str) -> bool:
    if row.language != language:
        return False
    return not profession or any(about["slug"] == profession for about in row.profession_list)
