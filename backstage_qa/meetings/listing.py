"""The list of meetings as its address asks: of one profession or all, the past a page at a time."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from ..conf import backstage_settings
from ..paging import BadCursor
from ..professions.models import Profession
from ..threads.listing import NothingThereError
from .orders import ORDERS
from .public import PublishedMeeting
from .recordings import with_films

UPCOMING = 100  # more than anybody announces


def listed(query: Mapping[str, str], language: str) -> dict[str, Any]:
    """What the page shows of an address. Raises ``NothingThereError``."""
    professions = list(_with_meetings(language))
    meetings = with_films(PublishedMeeting.objects.in_language(language).for_lists())
    profession, slug = None, query.get("profession", "").replace("\0", "")
    if slug:
        profession = next((row for row in professions if row.slug == slug), None)
        if profession is None:
            raise NothingThereError(_("There is no meeting about this profession."))
        meetings = meetings.about(profession)
    size = backstage_settings.PAGE_SIZE
    after, order = query.get("after", ""), ORDERS["past"]
    try:
        rows = list(order.following(meetings.past(), after or None)[: size + 1])
    except BadCursor as error:
        raise NothingThereError(_("This page of the list does not exist.")) from error
    following = order.place(rows[size - 1]) if len(rows) > size else ""
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


def _with_meetings(language: str):
    """The professions of a language that a meeting is, or was, about."""
    about_it = PublishedMeeting.professions.through.objects.filter(
        profession=OuterRef("pk"), publishedmeeting__withdrawn_at=None
    )
    return Profession.objects.in_language(language).filter(Exists(about_it))
