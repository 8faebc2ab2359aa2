"""The block with which a host's page shows films of meetings."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .announced import announced
from .public import PublishedMeeting

MOST_FILMS = 12


class FilmsBlock(blocks.StructBlock):
    """The last films of a profession's meetings; by default of the page's own profession."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    profession = SnippetChooserBlock(
        "backstage_qa.Profession",
        label=_("Profession"),
        required=False,
        help_text=_("Left empty, it is the profession that the page is about."),
    )
    count = blocks.IntegerBlock(label=_("At most"), default=3, min_value=1, max_value=MOST_FILMS)

    class Meta:
        icon = "media"
        label = _("Films of meetings")
        template = "backstage_qa/blocks/films.html"

    @staticmethod
    def films(value, context) -> list[PublishedMeeting]:
        """Of the chosen profession, else of the page's, else of all in its language."""
        context = context or {}
        page = context.get("page")
        profession = value["profession"] or getattr(page, "profession", None)
        language = page.locale.language_code if page else get_language()
        slug = profession.slug if profession else ""
        request, most = context.get("request"), value["count"]
        return announced(request, language, profession=slug, films=most).films

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {**context, "films": self.films(value, parent_context)}

    def get_api_representation(self, value, context=None) -> dict[str, Any]:
        """Enough for a card; ``id`` is the one by which the API gives the whole meeting."""
        return {
            "heading": value["heading"],
            "meetings": [
                {
                    "id": row.pk,
                    "title": row.title,
                    "summary": row.summary,
                    "starts_at": row.starts_at,
                    "url": row.get_absolute_url(),
                }
                for row in self.films(value, context)
            ],
        }
