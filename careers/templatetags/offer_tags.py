"""Open offers where a template asks for them."""

from itertools import chain
from typing import TYPE_CHECKING

from django import template

from backstage_qa.kept import kept_until_change

from ..models import Offer
from ..offers.querysets import place

if TYPE_CHECKING:
    from backstage_qa.models import PublishedThread

register = template.Library()


@register.simple_tag(takes_context=True)
def offers_beside(context, thread: "PublishedThread", count: int = 3) -> list[Offer]:
    """The newest open offers of a thread's professions; one query an epoch for each of these."""
    request = context.get("request")
    slugs = [profession["slug"] for profession in thread.profession_list]
    found = (newest_about(request, thread.language, slug, count) for slug in slugs)
    return sorted({*chain.from_iterable(found)}, key=place, reverse=True)[:count]


@kept_until_change
def newest_about(language: str, slug: str, count: int) -> list[Offer]:
    """Those of one profession. Call it with the request (or None) first."""
    found = Offer.objects.open().about_slugs(language, [slug])
    return list(found.for_lists().newest()[:count])
