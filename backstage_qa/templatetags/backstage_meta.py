"""How a public page says what it is to those who find or share it."""

import html
import locale
import re
from dataclasses import dataclass

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ..discovery.publisher import publisher_of
from ..discovery.sitemaps import with_default
from ..discovery.structured_data import script
from ..threads import pictures
from ..threads.feeds import FeedLink, feed_links

register = template.Library()

DESCRIPTION_LENGTH = 160
SPACES = re.compile(r"[ \t\r\n]+")  # those of French punctuation stay


@dataclass(frozen=True)
class Meta:
    """Whole addresses; ``title`` and ``description`` are text, to be escaped."""

    title: str
    description: str
    canonical: str
    picture: str
    kind: str
    site_name: str
    locale: str
    alternates: list[tuple[str, str]]
    feeds: list[FeedLink]
    structured_data: SafeString | str


@register.simple_tag(takes_context=True)
def page_meta(context) -> Meta | None:
    """What a public page says of itself; None for one that is not for everybody.

    A view may give ``canonical``, ``alternates`` (language code to path, its own
    included), ``picture``, ``feed_about`` (a profession) and ``structured_data``.
    The title and description are those of the template's blocks.
    """
    request = context.get("request")
    if not getattr(request, "is_public", False):
        return None
    publisher = publisher_of(request)
    whole = request.build_absolute_uri
    picture = context.get("picture") or pictures.site_address(publisher)
    languages = context.get("alternates") or {}
    things = context.get("structured_data")
    return Meta(
        title=_block(context, "title"),
        description=_described(_block(context, "description")),
        canonical=whole(context.get("canonical") or request.path),
        picture=picture and whole(picture),
        kind="article" if context.get("thread") else "website",
        site_name=publisher.name,
        locale=locale.normalize(get_language().replace("-", "_")).split(".")[0],
        alternates=[(code, whole(path)) for code, path in with_default(languages)],
        feeds=feed_links(publisher, context.get("feed_about")),
        structured_data=script(things) if things else "",
    )


def _block(context, name: str) -> str:
    """What the block of a template says, once more, as text on one line."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return _text(block.render(context))


def _text(markup: str) -> str:
    return SPACES.sub(" ", html.unescape(markup)).strip()


def _described(markup: str) -> str:
    """As long as search engines show, cut between words; never nothing."""
    text = _text(markup) or gettext("Candidates ask; the people who do the job answer.")
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[: DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


@register.filter
def description(markup: str) -> SafeString:
    """What the block of a template says, as the one line of an attribute."""
    return escape(_described(markup))


@register.simple_tag(takes_context=True)
def whole_address(context, path: str) -> str:
    """A path with the host in front: for what leaves this site."""
    request = context.get("request")
    return request.build_absolute_uri(path) if request else path
