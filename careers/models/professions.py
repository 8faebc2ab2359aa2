"""The pages of professions: what the page tree says about the plugin's professions."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework.fields import Field
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from backstage_qa.caching import PublicPageMixin
from backstage_qa.models import ExpertProfile, Family, Profession, PublishedThread
from backstage_qa.threads.blocks import ThreadsBlock

from ..blocks import FamilyThreadsBlock, ProfessionBodyBlock
from ..page_meta import profession_meta


class BodyField(Field):
    """A body in the API, whose blocks know what page they are on."""

    def get_attribute(self, instance):
        return instance

    def to_representation(self, page) -> list[dict[str, Any]]:
        stream_block = page.body.stream_block
        return stream_block.get_api_representation(page.body, {**self.context, "page": page})


class ProfessionPageQuerySet(PageQuerySet):
    def readable(self) -> "ProfessionPageQuerySet":
        """Those that everybody may read, each with its profession."""
        return (
            self.live()
            .public()
            .filter(profession__isnull=False)
            .select_related("profession__locale")
        )

    def picked(self, keys: list[int]) -> "list[ProfessionPage]":
        """Those of these ids that are left, in this order; no query for none."""
        found = self.in_bulk(keys) if keys else {}
        return [found[key] for key in keys if key in found]

    def by_family(self) -> "ProfessionPageQuerySet":
        """Gathered by family, in its order; subjects common to all come first."""
        return self.select_related("profession__family").order_by(
            "-profession__is_subject",
            models.F("profession__family__sort_order").asc(nulls_last=True),
            "profession__family__name",
            "profession__name",
        )


@dataclass(frozen=True)
class FamilySection:
    """A family with its pages and featured threads; without one, the subjects common to all."""

    family: Family | None
    pages: "list[ProfessionPage]"
    threads: list[PublishedThread]


class ProfessionIndexPage(PublicPageMixin, Page):
    """All professions of one language, at ``/<language>/professions/``."""

    intro = models.TextField(_("introduction"), blank=True)
    featured = StreamField(
        [("family", FamilyThreadsBlock())],
        verbose_name=_("featured threads of families"),
        blank=True,
        max_num=40,
    )

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("featured")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["careers.ProfessionPage"]
    max_count_per_parent = 1
    api_fields = [APIField("intro"), APIField("featured")]

    class Meta:
        verbose_name = _("list of professions")
        verbose_name_plural = _("lists of professions")

    def clean(self):
        super().clean()
        chosen = [block.value["family"] for block in self.featured]
        if any(family and family.locale_id != self.locale_id for family in chosen):
            raise ValidationError({"featured": _("Choose families in the language of this page.")})

    def sections(self) -> list[FamilySection]:
        """What is read today, by family."""
        pages = ProfessionPage.objects.child_of(self).readable().by_family()
        featured: dict[Family, list[PublishedThread]] = {}
        for block in self.featured:
            if family := block.value["family"]:
                featured.setdefault(family, []).extend(ThreadsBlock.shown(block.value))
        return [
            FamilySection(family, list(its_pages), featured.pop(family, []))
            for family, its_pages in groupby(pages, key=lambda page: page.profession.family)
        ]

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "sections": self.sections()}


class ProfessionPage(PublicPageMixin, Page):
    """One profession: who does it, what they answered, and how to ask them.

    Experts, promise and the way to ask stand on every such page; the body is
    what an editor arranges between them.
    """

    profession = models.ForeignKey(
        Profession,
        verbose_name=_("profession"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="pages",
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("Left empty, it is the profession's own.")
    )
    body = StreamField(
        ProfessionBodyBlock(),
        verbose_name=_("body"),
        blank=True,
        default=[("latest_threads", {"count": 10})],
    )

    objects = PageManager.from_queryset(ProfessionPageQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("profession"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    parent_page_types = ["careers.ProfessionIndexPage"]
    subpage_types: list[str] = []
    api_fields = [
        APIField("profession_slug"),
        APIField("profession_state"),
        APIField("lead"),
        APIField("body", serializer=BodyField()),
    ]

    class Meta:
        verbose_name = _("page of a profession")
        verbose_name_plural = _("pages of professions")

    def clean(self):
        super().clean()
        if not self.profession:
            return
        if self.profession.locale_id != self.locale_id:
            raise ValidationError(
                {"profession": _("Choose a profession in the language of this page.")}
            )
        if self.slug != self.profession.slug:
            message = _("The address must be that of the profession: “%(slug)s”.")
            raise ValidationError({"slug": message % {"slug": self.profession.slug}})

    def with_content_json(self, content):
        """An older text does not bring an older address back."""
        page = super().with_content_json(content)
        if page.profession:
            page.slug = page.profession.slug
        return page

    @property
    def lead(self) -> str:
        """What is said below the title."""
        return self.summary or (self.profession.summary if self.profession else "")

    @property
    def profession_slug(self) -> str | None:
        return self.profession.slug if self.profession else None

    @property
    def profession_state(self) -> str | None:
        return self.profession.state if self.profession else None

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        profiles: list[ExpertProfile] = []
        if self.profession:
            about = ExpertProfile.objects.public().about(self.profession)
            profiles = list(about.with_portraits())
            context |= profession_meta(self.profession, self.title, request)
        related = self.body.blocks_by_name("related")
        picked = [page.pk for block in related for page in block.value if page]
        return {
            **context,
            "profession": self.profession,
            "profiles": profiles,
            "related_pages": ProfessionPage.objects.readable().picked(picked),
        }
