"""What stands around every page: whose site it is, and its pages of text."""

from dataclasses import dataclass

from django.db.models.functions import Left, Length
from wagtail.models import Page, Site

from backstage_qa.kept import kept_until_change

from .models import BrandSettings, TextPage


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class Logo:
    url: str
    width: int
    height: int


@dataclass(frozen=True)
class SiteFacts:
    """``texts``: the pages of text of this language; ``social``: accounts elsewhere."""

    name: str
    employer: str
    application_site: str
    contact_email: str
    logo: Logo | None
    social: tuple[Link, ...]
    texts: tuple[Link, ...]


@kept_until_change
def site_facts(language: str) -> SiteFacts:
    """Read once an epoch: call it with the request, then the language."""
    brand = BrandSettings.current()
    picture = brand.logo_picture
    return SiteFacts(
        name=brand.site_name,
        employer=brand.employer,
        application_site=brand.application_site,
        contact_email=brand.contact_email,
        logo=picture and Logo(picture.url, picture.width, picture.height),
        social=tuple(Link(block.value["name"], block.value["url"]) for block in brand.social_links),
        texts=tuple(_texts(language)),
    )


def _texts(language: str) -> list[Link]:
    """One query, where Wagtail's ``child_of`` would ask for site and home page before."""
    roots = Site.objects.filter(is_default_site=True).values("root_page__translation_key")
    homes = Page.objects.filter(translation_key__in=roots, locale__language_code=language)
    above = Left("path", Length("path") - Page.steplen)
    pages = TextPage.objects.alias(above=above).filter(above__in=homes.values("path"))
    shown = pages.live().in_menu().order_by("path")
    return [Link(page.title, f"/{language}/{page.slug}/") for page in shown]
