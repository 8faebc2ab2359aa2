"""What the site's templates need: the same page in the other language."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_info, override
from wagtail.models import Page

from ..site_facts import SiteFacts
from ..site_facts import site_facts as read_site_facts

register = template.Library()

# Where a page exists in one language only, the list it belongs to is shown.
LISTS = {
    "backstage_qa:thread": "backstage_qa:thread_list",
    "backstage_qa:thread_by_id": "backstage_qa:thread_list",
}


@dataclass(frozen=True)
class LanguageLink:
    """``is_translation``: leads to this very page, not to the nearest one there is."""

    code: str
    name: str
    url: str
    is_translation: bool


@register.simple_tag(takes_context=True)
def site_facts(context) -> SiteFacts:
    """Whose site this is, and its pages of text; no query where the page's epoch is known."""
    return read_site_facts(context.get("request"), get_language())


@register.simple_tag(takes_context=True)
def language_links(context) -> list[LanguageLink]:
    """This page in the other languages, else the nearest page there is; one query for pages."""
    request = context.get("request")
    page = context.get("page")
    others = [code for code, _ in settings.LANGUAGES if code != get_language()]
    if request is None:
        found = {}
    elif isinstance(page, Page) and page.pk:
        translations = page.get_translations().live().select_related("locale")
        found = {t.locale.language_code: _address(t) for t in translations}
    else:
        found = {code: url for code in others if (url := _same_view(request, code))}
    return [
        LanguageLink(
            code=code,
            name=get_language_info(code)["name_local"].capitalize(),
            url=found.get(code) or _nearest(request, code),
            is_translation=code in found,
        )
        for code in others
    ]


def _address(page: Page) -> str:
    """Without the queries of ``get_url``: all but the slug of its home page, below its language."""
    return f"/{page.locale.language_code}/{page.url_path.split('/', 2)[2]}"


def _same_view(request, code: str) -> str:
    """The address of the same view; "" where there is none."""
    match = request.resolver_match
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
