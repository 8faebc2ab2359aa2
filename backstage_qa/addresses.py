"""Addresses of the plugin's own pages, which a headless host does not mount."""

from urllib.parse import urljoin

from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.text import slugify
from wagtail.admin.utils import get_admin_base_url

from .conf import backstage_settings


def page_address(name: str, *args: object, language: str | None = None) -> str:
    """The path of a page, in this language or the active one; "" where it is not mounted."""
    view = f"backstage_qa:{name}"
    if language in (None, translation.get_language()):
        return _path_of(view, args)
    with translation.override(language):
        return _path_of(view, args)


def api_address(name: str, *args: object) -> str:
    """The path of an address of the API; "" where it is not mounted."""
    return _path_of(f"backstage_qa_api:{name}", args)


def _path_of(view: str, args: tuple) -> str:
    try:
        return reverse(view, args=args)
    except NoReverseMatch:
        return ""


# Letters that no decomposition turns into plain ones, which would be left out
LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss", "ø": "o", "Ø": "O"}
)


def slug_of(words: str, otherwise: str) -> str:
    """What of a title or a name fits an address; ``otherwise`` where nothing does.

    Tags that somebody typed are no words.
    """
    return slugify(strip_tags(words).translate(LIGATURES))[:80].strip("-") or otherwise


def public_address(path: str) -> str:
    """The whole address of a path where the public reads it; "" where none is known."""
    return joined(backstage_settings.PUBLIC_URL or get_admin_base_url(), path)


def joined(base: str | None, path: str) -> str:
    """A path under the address of a host; "" without either."""
    return urljoin(base, path) if base and path else ""
