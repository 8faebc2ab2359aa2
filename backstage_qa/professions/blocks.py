"""What the blocks have in common that show something of a profession."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class OfProfessionBlock(blocks.StructBlock):
    """Of the chosen profession; by default of the one that the page is about."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    profession = SnippetChooserBlock(
        "backstage_qa.Profession",
        label=_("Profession"),
        required=False,
        help_text=_("Left empty, it is the profession that the page is about."),
    )

    @staticmethod
    def profession_of(value, context):
        """The chosen one, else that of the page in the context, else None."""
        return value["profession"] or getattr((context or {}).get("page"), "profession", None)
