"""What stands around every page: whose site it is, and its pages of text."""

from dataclasses import dataclass

from wagtail.models import Site

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
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return []
    homes = site.root_page.get_translations(inclusive=True).filter(locale__language_code=language)
    home = homes.first()
    if home is None:
        return []
    pages = TextPage.objects.child_of(home).live().in_menu().order_by("path")
    return [Link(page.title, f"/{language}/{page.slug}/") for page in pages]
