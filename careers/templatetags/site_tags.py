"""What the site's templates need: the same page in the other language."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_info, override
from wagtail.models import Page

from ..public_pages import NOT_RESTRICTED, path_of
from ..site_facts import SiteFacts
from ..site_facts import site_facts as read_site_facts
from ..tokens import colours

register = template.Library()

# Where a page exists in one language only, the list it belongs to is shown.
LISTS = {
    "backstage_qa:thread": "backstage_qa:thread_list",
    "backstage_qa:thread_by_id": "backstage_qa:thread_list",
    "backstage_qa:meeting": "backstage_qa:meeting_list",
    "backstage_qa:meeting_by_id": "backstage_qa:meeting_list",
    "offer": "offer_list",
    "offer_by_id": "offer_list",
    "offer_go": "offer_list",
}


@dataclass(frozen=True)
class LanguageLink:
    """Leads to this very page, else to the nearest one there is."""

    code: str
    name: str
    url: str


@register.simple_tag(takes_context=True)
def site_facts(context) -> SiteFacts:
    """Whose site this is, and its pages of text; no query where the page's epoch is known."""
    return read_site_facts(context.get("request"), get_language())


@register.simple_tag
def colour(name: str, when: str = "day") -> str:
    """A colour of the skin, for mails, which know no variables; ``when``: ``day`` or ``night``."""
    by_day, by_night = colours()[name]
    return by_night if when == "night" else by_day


@register.simple_tag
def professions_path() -> str:
    """The page tree has no names: this one is fixed."""
    return f"/{get_language()}/professions/"


@register.simple_tag(takes_context=True)
def menu_path(context) -> str:
    """Where we are, for the menu; "" for the pages of threads, which share one header."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    return "" if request is None or getattr(match, "view_name", "") in LISTS else request.path


@register.simple_tag(takes_context=True)
def translations(context) -> dict[str, str]:
    """The path of this very page in each language that everybody may read it in; one query.

    A view says so itself, as ``alternates``.
    """
    page = context.get("page")
    if isinstance(page, Page) and page.pk:
        readable = page.get_translations(inclusive=True).live().filter(NOT_RESTRICTED)
        found = readable.values_list("locale__language_code", "url_path")
        return {language: path_of(language, url_path) for language, url_path in found}
    return context.get("alternates") or {}


@register.simple_tag(takes_context=True)
def language_links(context, alternates: dict[str, str]) -> list[LanguageLink]:
    """This page in the other languages, else the nearest page there is."""
    request = context.get("request")
    return [
        LanguageLink(
            code=code,
            name=get_language_info(code)["name_local"].capitalize(),
            url=alternates.get(code) or _same_view(request, code) or _nearest(request, code),
        )
        for code, _ in settings.LANGUAGES
        if code != get_language()
    ]


def _same_view(request, code: str) -> str:
    """The address of the same view; "" where there is none."""
    match = getattr(request, "resolver_match", None)
    if match is None or match.view_name in LISTS or match.url_name == "wagtail_serve":
        return ""
    url = translate_url(request.path, code)
    if url == request.path:
        return ""
    following = request.GET.get("next")
    return f"{url}?{urlencode({'next': following})}" if following else url


def _nearest(request, code: str) -> str:
    match = getattr(request, "resolver_match", None)
    if match is None or match.view_name not in LISTS:
        return f"/{code}/"
    with override(code):
        return reverse(LISTS[match.view_name])
