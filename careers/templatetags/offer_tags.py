"""Open offers where a template asks for them."""

from typing import TYPE_CHECKING

from django import template

from backstage_qa.kept import kept_until_change

from ..models import Offer

if TYPE_CHECKING:
    from backstage_qa.models import PublishedThread

register = template.Library()


@register.simple_tag(takes_context=True)
def offers_beside(context, thread: "PublishedThread", count: int = 3) -> list[Offer]:
    """The newest open offers of a thread's professions; one query an epoch."""
    slugs = tuple(profession["slug"] for profession in thread.profession_list)
    return newest_about(context.get("request"), thread.language, slugs, count) if slugs else []


@kept_until_change
def newest_about(language: str, slugs: tuple[str, ...], count: int) -> list[Offer]:
    """Call it with the request (or None) first."""
    found = Offer.objects.open().about_slugs(language, slugs)
    return list(found.for_lists().newest()[:count])
