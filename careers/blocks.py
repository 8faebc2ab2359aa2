"""StreamField blocks of the site's pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from backstage_qa.meetings.blocks import FilmsBlock
from backstage_qa.models import ExpertProfile, PublishedThread
from backstage_qa.threads.blocks import (
    FeaturedThreadBlock,
    LatestThreadsBlock,
    TagChooserBlock,
    ThreadsBlock,
)

from .offers.blocks import OffersBlock

THREADS_OF_A_STEP = 3


def heading(**kwargs) -> blocks.CharBlock:
    return blocks.CharBlock(label=_("Heading"), required=False, max_length=120, **kwargs)


class FigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("Figure"), max_length=20)
    label = blocks.CharBlock(label=_("What it counts"), max_length=120)


class FiguresBlock(blocks.StructBlock):
    """A few figures that say more than sentences, and where they come from."""

    heading = heading()
    figures = blocks.ListBlock(FigureBlock(label=_("Figure")), label=_("Figures"), max_num=4)
    source = blocks.CharBlock(label=_("Source and date"), required=False, max_length=160)

    class Meta:
        icon = "order"
        label = _("Key figures")
        template = "careers/blocks/figures.html"


class MomentBlock(blocks.StructBlock):
    time = blocks.CharBlock(label=_("Time"), max_length=20)
    text = blocks.TextBlock(label=_("Text"), max_length=400)


class DayBlock(blocks.StructBlock):
    """A day in the job, from morning to evening."""

    heading = heading()
    moments = blocks.ListBlock(MomentBlock(label=_("Moment")), label=_("Moments"), max_num=12)

    class Meta:
        icon = "time"
        label = _("A day in the job")
        template = "careers/blocks/day.html"


class QuoteBlock(blocks.StructBlock):
    """What an expert says; nothing at all once they are no longer public."""

    text = blocks.TextBlock(label=_("Text"), max_length=400)
    profile = SnippetChooserBlock("backstage_qa.ExpertProfile", label=_("Expert profile"))

    class Meta:
        icon = "openquote"
        label = _("Quote of an expert")
        template = "careers/blocks/quote.html"

    @staticmethod
    def speaker(value, context) -> ExpertProfile | None:
        """The public profile of who speaks; looked for among those of the page first."""
        chosen = value["profile"].pk if value["profile"] else None
        of_page = {profile.pk: profile for profile in (context or {}).get("profiles", ())}
        public = ExpertProfile.objects.public().with_portraits()
        return of_page.get(chosen) or public.filter(pk=chosen).first()

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {**context, "profile": self.speaker(value, parent_context)}

    def get_api_representation(self, value, context=None) -> dict[str, Any] | None:
        profile = self.speaker(value, None)
        if profile is None:
            return None
        return {"text": value["text"], "name": profile.name, "job_title": profile.job_title}


class PictureBlock(blocks.StructBlock):
    """An image, what it shows, and whose it is."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)
    credit = blocks.CharBlock(label=_("Credit"), max_length=120)

    class Meta:
        icon = "image"
        label = _("Image with credit")
        template = "careers/blocks/picture.html"

    def get_api_representation(self, value, context=None) -> dict[str, Any]:
        rendition = value["image"].get_rendition("max-1600x1600|format-webp")
        alt = value["image"].contextual_alt_text
        words = {"alt": alt, "caption": value["caption"], "credit": value["credit"]}
        return {"url": rendition.url, **words}


class OftenAskedBlock(ThreadsBlock):
    """Threads chosen by hand, each with its short answer to unfold."""

    class Meta:
        icon = "help"
        label = _("Questions asked often")
        template = "careers/blocks/often_asked.html"


class FamilyThreadsBlock(blocks.StructBlock):
    """Threads chosen by hand for a family of professions, in this order."""

    family = SnippetChooserBlock("backstage_qa.Family", label=_("Family"))
    threads = blocks.ListBlock(FeaturedThreadBlock(), label=_("Threads"), max_num=6)

    class Meta:
        icon = "openquote"
        label = _("Featured threads")
        label_format = "{family}"

    def get_api_representation(self, value, context=None) -> dict[str, Any]:
        family = value["family"]
        return {
            "family": family.slug if family else None,
            "threads": ThreadsBlock.written_out(value),
        }


class QuestionsToAskBlock(blocks.StructBlock):
    """Ideas for those who do not know what to ask; each opens the form."""

    heading = heading()
    questions = blocks.ListBlock(
        blocks.CharBlock(label=_("Question"), max_length=160), label=_("Questions"), max_num=8
    )

    class Meta:
        icon = "help"
        label = _("Questions to ask")
        template = "careers/blocks/questions_to_ask.html"


class RecruitmentStepBlock(blocks.StructBlock):
    """One step as candidates live it; threads that carry its tag are shown with it."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    duration = blocks.CharBlock(label=_("How long it takes"), required=False, max_length=60)
    text = blocks.TextBlock(label=_("What happens"), max_length=600)
    tag = TagChooserBlock(label=_("Tag of its threads"), required=False)


class RecruitmentBlock(blocks.StructBlock):
    """How recruitment goes here, from the first doubt to the first day."""

    heading = heading()
    intro = blocks.TextBlock(label=_("Introduction"), required=False, max_length=400)
    steps = blocks.ListBlock(RecruitmentStepBlock(label=_("Step")), label=_("Steps"), max_num=9)

    class Meta:
        icon = "list-ol"
        label = _("How recruitment goes here")
        template = "careers/blocks/recruitment.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        page = (parent_context or {}).get("page")
        tags = [step["tag"].pk for step in value["steps"] if step["tag"]]
        by_tag = {}
        if page and tags:
            found = PublishedThread.objects.in_language(page.locale.language_code)
            by_tag = found.newest_of_tags(tags, THREADS_OF_A_STEP)
        steps = [
            {"step": step, "threads": by_tag.get(step["tag"].pk, []) if step["tag"] else []}
            for step in value["steps"]
        ]
        return {**context, "steps": steps}


class ProfessionBodyBlock(blocks.StreamBlock):
    """What an editor arranges on the page of a profession."""

    text = blocks.RichTextBlock(
        label=_("Text"),
        icon="pilcrow",
        features=["h2", "h3", "bold", "italic", "ol", "ul", "link"],
    )
    threads = ThreadsBlock()
    latest_threads = LatestThreadsBlock()
    films = FilmsBlock()
    figures = FiguresBlock()
    day = DayBlock()
    quote = QuoteBlock()
    picture = PictureBlock()
    often_asked = OftenAskedBlock()
    questions_to_ask = QuestionsToAskBlock()
    recruitment = RecruitmentBlock()
    related = blocks.ListBlock(
        blocks.PageChooserBlock(target_model="careers.ProfessionPage", label=_("Page")),
        icon="link",
        label=_("Related professions"),
        max_num=6,
    )
    offers = OffersBlock()


class StepBlock(blocks.StructBlock):
    """One step of "how it works"."""

    title = blocks.CharBlock(label=_("Title"), max_length=60)
    text = blocks.TextBlock(label=_("Text"), max_length=300)

    class Meta:
        icon = "list-ol"
        label = _("Step")
