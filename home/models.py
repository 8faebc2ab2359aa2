"""The home page: picks, no logic."""

from wagtail.models import Page


class HomePage(Page):
    """The first page of the site in one language."""
