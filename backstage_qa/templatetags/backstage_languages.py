"""The way from a page to its other languages, for the plugin's own templates."""

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info

from ..addresses import page_address

register = template.Library()


@register.simple_tag(takes_context=True)
def other_languages(context) -> list[dict[str, str]]:
    """``code``, ``name`` and ``url`` of each: this very page, else the list of threads; no query.

    A view says itself, as ``alternates``, where the address has a row's number in it.
    """
    request = context.get("request")
    if request is None:
        return []
    alternates = context.get("alternates") or {}
    codes = [code for code, _ in settings.LANGUAGES if code != get_language()]
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"].capitalize(),
            "url": alternates.get(code) or _same_page(request, code),
        }
        for code in codes
    ]


def _same_page(request, code: str) -> str:
    match = request.resolver_match
    if match is None or "pk" in match.kwargs:
        return page_address("thread_list", language=code)
    return translate_url(request.path, code)
