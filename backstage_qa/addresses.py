"""Addresses of the plugin's own pages, which a headless host does not mount."""

from django.urls import NoReverseMatch, reverse
from django.utils import translation


def page_address(name: str, *args: object, language: str | None = None) -> str:
    """The path of a page, in this language or the active one; "" where it is not mounted."""
    with translation.override(language or translation.get_language()):
        try:
            return reverse(f"backstage_qa:{name}", args=args)
        except NoReverseMatch:
            return ""
