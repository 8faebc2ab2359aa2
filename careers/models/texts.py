"""Pages of plain text: privacy notice, accessibility statement, terms, and what else one writes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page

from backstage_qa.caching import PublicPageMixin
from backstage_qa.html import to_plain_text

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class TextPage(PublicPageMixin, Page):
    """A text with a title. Those shown in menus are linked at the foot of every page."""

    intro = models.TextField(_("introduction"), blank=True)
    body = RichTextField(_("text"), features=FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []  # the foot of every page links it
    api_fields = [APIField("intro"), APIField("body")]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")

    @property
    def beginning(self) -> str:
        """What it says first, as plain text."""
        return self.intro or to_plain_text(self.body)
