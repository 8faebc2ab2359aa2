"""Open offers where a template asks for them."""

from typing import TYPE_CHECKING

from django import template

from ..models import Offer

if TYPE_CHECKING:
    from backstage_qa.models import PublishedThread

register = template.Library()


@register.simple_tag
def offers_beside(thread: "PublishedThread", count: int = 3) -> list[Offer]:
    """The newest open offers of a thread's professions; one query."""
    slugs = [profession["slug"] for profession in thread.profession_list]
    found = Offer.objects.open().about_slugs(thread.language, slugs)
    return list(found.for_lists().newest()[:count]) if slugs else []
