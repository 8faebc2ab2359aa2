"""StreamField blocks of the site's pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from backstage_qa.threads.blocks import LatestThreadsBlock, ThreadsBlock


class ProfessionBodyBlock(blocks.StreamBlock):
    """What an editor arranges on the page of a profession."""

    text = blocks.RichTextBlock(
        label=_("Text"),
        icon="pilcrow",
        features=["h2", "h3", "bold", "italic", "ol", "ul", "link"],
    )
    threads = ThreadsBlock()
    latest_threads = LatestThreadsBlock()


class StepBlock(blocks.StructBlock):
    """One step of "how it works"."""

    title = blocks.CharBlock(label=_("Title"), max_length=60)
    text = blocks.TextBlock(label=_("Text"), max_length=300)

    class Meta:
        icon = "list-ol"
        label = _("Step")
