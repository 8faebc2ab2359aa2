"""The next meeting and the last films, for pages about something else: read once an epoch."""

from dataclasses import dataclass

from django.utils import timezone

from ..kept import kept_until_change
from .public import PublishedMeeting
from .recordings import Recording

FILMS = 200  # the last ones, of all languages


@dataclass(frozen=True)
class Announced:
    """``next`` is not cancelled; ``films`` are meetings that are over and can be watched."""

    next: PublishedMeeting | None
    films: list[PublishedMeeting]


@kept_until_change
def _shown() -> tuple[list[PublishedMeeting], list[PublishedMeeting]]:
    rows = PublishedMeeting.objects.for_lists()
    films = Recording.objects.public().values("translation_key")
    filmed = rows.past().filter(translation_key__in=films)[:FILMS]
    return list(rows.upcoming().filter(cancelled_at=None)), list(filmed)


def announced(
    request, language: str, *, profession: str = "", expert: int | None = None, films: int = 1
) -> Announced:
    """Of a profession (its slug) or with an expert (their id), else of all; the last films first.

    No query where the page's epoch is known.
    """

    def about(rows: list[PublishedMeeting]) -> list[PublishedMeeting]:
        return [row for row in rows if _is_about(row, language, profession, expert)]

    upcoming, filmed = _shown(request)
    now = timezone.now()  # the tick that ends a meeting comes a little later
    following = (row for row in about(upcoming) if row.ends_at > now)
    return Announced(next(following, None), about(filmed)[:films])


def _is_about(row: PublishedMeeting, language: str, profession: str, expert: int | None) -> bool:
    if row.language != language:
        return False
    if expert and not any(speaker["expert"] == expert for speaker in row.speakers):
        return False
    return not profession or any(about["slug"] == profession for about in row.profession_list)
