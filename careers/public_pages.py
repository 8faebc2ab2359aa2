"""Which pages of the tree everybody may read, and where they are."""

from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.query import PageQuerySet

# Neither it nor a page above it is for some only. ``public()`` takes a query more.
NOT_RESTRICTED = ~Exists(
    PageViewRestriction.objects.filter(
        page__path=Substr(OuterRef("path"), 1, Length(F("page__path")))
    )
)


def public_pages(site: Site | None) -> PageQuerySet:
    """Live pages of a site in all its languages; none that has a view restriction."""
    if site is None:
        return Page.objects.none()
    roots = [site.root_page, *site.root_page.get_translations()]
    trees = reduce(or_, (Q(path__startswith=root.path) for root in roots))
    return Page.objects.live().filter(NOT_RESTRICTED).filter(trees)


def path_of(language: str, url_path: str) -> str:
    """Without the queries of ``get_url``: all but the slug of its home page, below its language."""
    return f"/{language}/{url_path.split('/', 2)[2]}"
