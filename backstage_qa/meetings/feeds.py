"""Meetings as an Atom feed."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..addresses import page_address
from ..caching import public_view
from ..conf import backstage_settings
from ..discovery.feeds import ATOM_TYPE, Feed, Item, Tombstone, as_atom
from ..discovery.publisher import publisher_of
from ..html import with_whole_links
from .public import PublishedMeeting
from .words import when_in_words


@public_view
def meeting_feed(request: HttpRequest) -> HttpResponse:
    """The newest announcements of a language, with tombstones for what was withdrawn."""
    language, size = get_language(), backstage_settings.FEED_SIZE
    publisher = publisher_of(request)
    whole = request.build_absolute_uri
    rows = PublishedMeeting.objects.filter(language=language)
    gone = rows.withdrawn().for_lists().order_by("-withdrawn_at")[:size]
    feed = Feed(
        address=whole(request.path),
        url=whole(page_address("meeting_list")),
        title=_("Meetings · %(site)s") % {"site": publisher.full_name},
        language=language,
        author=publisher.employer or publisher.name,
        items=[
            _item(row, request) for row in rows.public().order_by("-published_at", "-id")[:size]
        ],
        tombstones=[Tombstone(_id(row, request), row.withdrawn_at) for row in gone],
    )
    return HttpResponse(as_atom(feed), content_type=f"{ATOM_TYPE}; charset=utf-8")


def _id(row: PublishedMeeting, request: HttpRequest) -> str:
    """Its address without the words, which may change."""
    path = page_address("meeting_by_id", row.pk, language=row.language)
    return request.build_absolute_uri(path)


def _item(row: PublishedMeeting, request: HttpRequest) -> Item:
    url = request.build_absolute_uri(row.get_absolute_url())
    title = row.title
    if row.cancelled_at:
        title = _("Cancelled: %(title)s") % {"title": title}
    return Item(
        id=_id(row, request),
        url=url,
        title=title,
        language=row.language,
        published=row.published_at,
        updated=row.updated_at,
        summary=f"{when_in_words(row)}. {row.summary}",
        html=with_whole_links(row.programme, url),
        authors=[speaker["name"] for speaker in row.speakers],
        labels=[profession["name"] for profession in row.profession_list],
    )
