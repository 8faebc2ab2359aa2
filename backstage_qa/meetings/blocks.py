"""The block with which a host's page shows films of meetings."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..professions.blocks import OfProfessionBlock
from .announced import announced
from .public import PublishedMeeting

MOST_FILMS = 12


class FilmsBlock(OfProfessionBlock):
    """The last films of a profession's meetings; by default of the page's own profession."""

    count = blocks.IntegerBlock(label=_("At most"), default=3, min_value=1, max_value=MOST_FILMS)

    class Meta:
        icon = "media"
        label = _("Films of meetings")
        template = "backstage_qa/blocks/films.html"

    def films(self, value, context) -> list[PublishedMeeting]:
        """Of the chosen profession, else of the page's, else of all in its language."""
        context = context or {}
        page = context.get("page")
        profession = self.profession_of(value, context)
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
