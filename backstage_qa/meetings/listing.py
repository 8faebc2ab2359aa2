"""The list of meetings as its address asks: of one profession or all, the past a page at a time."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from ..conf import backstage_settings
from ..paging import BadCursor, Cursor
from ..professions.models import Profession
from ..threads.listing import NothingThereError
from .public import PublishedMeeting
from .recordings import Recording

UPCOMING = 100  # more than anybody announces


def listed(query: Mapping[str, str], language: str) -> dict[str, Any]:
    """What the page shows of an address. Raises ``NothingThereError``."""
    professions = list(_with_meetings(language))
    films = Recording.objects.public().filter(translation_key=OuterRef("translation_key"))
    meetings = PublishedMeeting.objects.in_language(language).for_lists()
    meetings = meetings.annotate(is_filmed=Exists(films))
    profession, slug = None, query.get("profession", "").replace("\0", "")
    if slug:
        profession = next((row for row in professions if row.slug == slug), None)
        if profession is None:
            raise NothingThereError(_("There is no meeting about this profession."))
        meetings = meetings.about(profession)
    size = backstage_settings.PAGE_SIZE
    past, after = meetings.past(), query.get("after", "")
    if after:
        past = past.after(_cursor(after))
    rows = list(past[: size + 1])
    following = Cursor(rows[size - 1].starts_at, rows[size - 1].pk) if len(rows) > size else ""
    asked = {"profession": slug} if slug else {}
    return {
        "professions": professions,
        "profession": profession,
        "upcoming": [] if after else list(meetings.upcoming()[:UPCOMING]),
        "past": rows[:size],
        "is_first_page": not after,
        "first_page": f"?{urlencode(asked)}",
        "next_page": f"?{urlencode({**asked, 'after': following})}" if following else "",
        "noindex": bool(asked or after),
    }


def _cursor(text: str) -> Cursor:
    try:
        return Cursor.parse(text)
    except BadCursor as error:
        raise NothingThereError(_("This page of the list does not exist.")) from error


def _with_meetings(language: str):
    """The professions of a language that a meeting is, or was, about."""
    about_it = PublishedMeeting.professions.through.objects.filter(
        profession=OuterRef("pk"), publishedmeeting__withdrawn_at=None
    )
    return Profession.objects.in_language(language).filter(Exists(about_it))
