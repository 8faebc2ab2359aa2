"""Threads as feeds: for readers, and as ready posts for the employer's accounts elsewhere."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..addresses import page_address
from ..caching import public_view
from ..conf import backstage_settings
from ..discovery.feeds import ATOM_TYPE, JSON_TYPE, Feed, Item, Tombstone, as_atom, as_json
from ..discovery.publisher import Publisher, publisher_of
from ..html import with_whole_links
from ..professions.models import Profession
from . import pictures
from .public import PublishedThread

POST_LENGTH = 250  # leaves room for the address where a post has 280 characters


@dataclass(frozen=True)
class FeedLink:
    """How a page names a feed: for ``<link rel="alternate">``."""

    title: str
    path: str
    type: str


def feed_links(publisher: Publisher, profession: Profession | None = None) -> list[FeedLink]:
    """The feeds of this language, those of one profession first."""
    subjects = [profession, None] if profession else [None]
    return [
        FeedLink(_title(publisher, subject), f"{path}{_query(subject)}", kind)
        for subject in subjects
        for name, kind in (("feed_atom", ATOM_TYPE), ("feed_json", JSON_TYPE))
        if (path := page_address(name))
    ]


def _query(profession: Profession | None) -> str:
    return f"?profession={profession.slug}" if profession else ""


def _title(publisher: Publisher, profession: Profession | None) -> str:
    subject = _("Questions and answers")
    if profession:
        subject = _("Questions about %(name)s") % {"name": profession.name}
    return f"{subject} · {publisher.full_name}"


@public_view
def atom_feed(request: HttpRequest, for_posts: bool = False) -> HttpResponse:
    """The newest threads of a language, or of one of its professions (``?profession=``)."""
    document = as_atom(_feed(request, for_posts))
    return HttpResponse(document, content_type=f"{ATOM_TYPE}; charset=utf-8")


@public_view
def json_feed(request: HttpRequest, for_posts: bool = False) -> HttpResponse:
    """As ``atom_feed``."""
    return JsonResponse(
        as_json(_feed(request, for_posts)),
        content_type=JSON_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )


def _feed(request: HttpRequest, for_posts: bool) -> Feed:
    language = get_language()
    profession = None
    rows = PublishedThread.objects.filter(language=language)
    if slug := request.GET.get("profession"):
        profession = Profession.objects.in_language(language).called(slug)
        if profession is None:
            raise Http404
        rows = rows.filter(professions=profession)
    size = backstage_settings.FEED_SIZE
    publisher = publisher_of(request)
    whole = request.build_absolute_uri
    make = _post if for_posts else _item
    newest = rows.public().for_lists() if for_posts else rows.public()
    gone = rows.withdrawn().for_lists().order_by("-withdrawn_at")[:size]
    return Feed(
        address=whole(f"{request.path}{_query(profession)}"),
        url=whole(f"{page_address('thread_list')}{_query(profession)}"),
        title=_title(publisher, profession),
        language=language,
        author=publisher.employer or publisher.name,
        items=[make(row, publisher, request) for row in newest.newest()[:size]],
        tombstones=[Tombstone(_id(row, request), row.withdrawn_at) for row in gone],
    )


def _id(row: PublishedThread, request: HttpRequest) -> str:
    """Its address without the words, which may change."""
    path = page_address("thread_by_id", row.pk, language=row.language)
    return request.build_absolute_uri(path)


def _item(row: PublishedThread, publisher: Publisher, request: HttpRequest) -> Item:
    url = request.build_absolute_uri(row.get_absolute_url())
    content = render_to_string("backstage_qa/threads/feed_content.html", {"thread": row})
    return Item(
        **_facts(row, url, request),
        summary=row.excerpt,
        html=with_whole_links(content, url),
        authors=[person["name"] for person in row.answered_by],
        labels=[label["name"] for label in (*row.profession_list, *row.tag_list)],
    )


def _post(row: PublishedThread, publisher: Publisher, request: HttpRequest) -> Item:
    """A text to post as it is, and the picture to go with it."""
    text = f"{row.title}\n\n{row.excerpt}".strip()
    if len(text) > POST_LENGTH:
        text = text[: POST_LENGTH - 2].rsplit(" ", 1)[0] + " …"
    picture = pictures.thread_address(row, publisher)
    facts = _facts(row, request.build_absolute_uri(row.get_absolute_url()), request)
    return Item(**facts, text=text, picture=request.build_absolute_uri(picture))


def _facts(row: PublishedThread, url: str, request: HttpRequest) -> dict:
    return {
        "id": _id(row, request),
        "url": url,
        "title": row.title,
        "language": row.language,
        "published": row.published_at,
        "updated": row.updated_at,
    }
