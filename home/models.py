"""The home page: picks, no logic."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.blocks import PageChooserBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from backstage_qa.caching import PublicPageMixin
from backstage_qa.models import ExpertProfile
from backstage_qa.threads.blocks import ThreadsBlock
from careers.blocks import StepBlock
from careers.models import ProfessionPage
from careers.page_meta import home_meta

FACES = 12


class HomePage(PublicPageMixin, Page):
    """The first page of the site in one language."""

    intro = models.TextField(_("introduction"), blank=True)
    how_it_works = StreamField(
        [("step", StepBlock())], verbose_name=_("how it works"), blank=True, max_num=4
    )
    featured = StreamField(
        [("threads", ThreadsBlock())], verbose_name=_("featured threads"), blank=True, max_num=3
    )
    professions = StreamField(
        [("page", PageChooserBlock(target_model="careers.ProfessionPage", label=_("Page")))],
        verbose_name=_("professions"),
        blank=True,
        max_num=40,
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("how_it_works"),
        FieldPanel("featured"),
        FieldPanel("professions"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["careers.ProfessionIndexPage", "careers.TextPage"]
    api_fields = [APIField("intro"), APIField("how_it_works"), APIField("featured")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        picked = [block["value"] for block in self.professions.raw_data]
        pages = ProfessionPage.objects.readable().select_related("profession__family")
        profiles = ExpertProfile.objects.public().filter(locale_id=self.locale_id)
        featured = [
            (block.value["heading"], ThreadsBlock.shown(block.value)) for block in self.featured
        ]
        first = next((threads[0] for _, threads in featured if threads), None)
        return {
            **context,
            **home_meta(request),
            "first_thread": first,
            "featured": [
                (heading, [thread for thread in threads if thread != first])
                for heading, threads in featured
            ],
            "profession_pages": pages.picked(picked),
            "profiles": list(profiles.with_portraits()[:FACES]),
        }
