"""What the public reads of threads: nothing private exists in these tables."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from ..addresses import page_address, slug_of
from ..experts.models import Expert
from ..professions.models import Profession
from ..review.models import CONVERSED, Origin
from .deletion import withdraw_and_keep
from .querysets import PublishedThreadQuerySet

OVERDUE = 1_000_000_000  # more than anything was ever helpful


class Tag(TagBase):
    """A word that threads share."""

    free_tagging = True

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")


class PublishedThread(models.Model):
    """One row for each thread that is, or was, public; it outlives the thread.

    ``entries`` is a list of dicts: ``anchor`` (str), ``kind`` (``question``, ``answer``
    or ``follow_up``), ``html`` (cleaned), ``text``, ``name``, ``job``, ``expert`` (id or
    None), ``portrait`` (address or ""), ``team``, ``since`` (year or None), ``date``
    (ISO), ``source_url``, ``licence``. Lists never load it: ``excerpt`` (the short
    answer, else how the first answer begins) and ``answered_by`` (``name``, ``job``,
    ``portrait``, ``expert`` of each person who answers, once) are what they show.
    """

    thread = models.OneToOneField(
        "backstage_qa.Thread", null=True, on_delete=withdraw_and_keep, related_name="published"
    )
    translation_key = models.UUIDField(default=uuid.uuid4, db_index=True)  # as the thread's
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80)
    short_answer = models.TextField(blank=True)
    excerpt = models.CharField(max_length=280, blank=True)
    answered_by = models.JSONField(default=list)
    entries = models.JSONField(default=list)
    entry_count = models.PositiveSmallIntegerField(default=0)
    tag_list = models.JSONField(default=list)  # [{"name", "slug"}], as shown
    profession_list = models.JSONField(default=list)  # [{"name", "slug"}], as shown
    related_list = models.JSONField(default=list)  # ids of the rows that editors chose, in order
    origin = models.CharField(max_length=20, choices=Origin.choices)
    professions = models.ManyToManyField(Profession, related_name="published_threads")
    tags = models.ManyToManyField(Tag, related_name="published_threads")
    experts = models.ManyToManyField(Expert, related_name="published_threads")
    helpful = models.PositiveIntegerField(default=0)  # readers whom it answered
    # What was not verified for long stands last among the helpful.
    standing = models.GeneratedField(
        expression=models.Case(
            models.When(is_overdue=True, then=models.F("helpful") - OVERDUE),
            default=models.F("helpful"),
            output_field=models.IntegerField(),
        ),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    version = models.PositiveIntegerField(default=0)
    verified_on = models.DateField(null=True)  # when somebody last said that it is true
    review_due_on = models.DateField(null=True)
    is_overdue = models.BooleanField(default=False, db_default=False)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # What its address leads to while it is withdrawn.
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )

    objects = PublishedThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("published thread")
        verbose_name_plural = _("published threads")
        ordering = ["-published_at", "-id"]
        indexes = [
            models.Index(
                fields=["language", "-published_at", "-id"],
                condition=models.Q(withdrawn_at=None),
                name="backstage_public_newest",
            ),
            models.Index(
                fields=["language", "-standing", "-id"],
                condition=models.Q(withdrawn_at=None),
                name="backstage_public_helpful",
            ),
            # The same for lists of all languages, as the API has them
            models.Index(
                fields=["-published_at", "-id"],
                condition=models.Q(withdrawn_at=None),
                name="backstage_all_newest",
            ),
            models.Index(
                fields=["-standing", "-id"],
                condition=models.Q(withdrawn_at=None),
                name="backstage_all_helpful",
            ),
            models.Index(
                fields=["review_due_on"],
                condition=models.Q(withdrawn_at=None),
                name="backstage_review_due",
            ),
            # Narrow, for joins that ask of many rows only whether they are public
            models.Index(
                fields=["id", "language"],
                condition=models.Q(withdrawn_at=None),
                name="backstage_public_ids",
            ),
            models.Index(
                fields=["language", "-withdrawn_at"],
                condition=models.Q(withdrawn_at__isnull=False),
                name="backstage_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page; "" where the host mounts no page of ours."""
        return page_address("thread", self.pk, self.slug, language=self.language)

    @property
    def is_conversed(self) -> bool:
        """Whether people of ours answer in it, to a candidate or to a room."""
        return self.origin in CONVERSED

    def read_now(self) -> "PublishedThread | None":
        """What the public reads in this place: itself, what took its place, or nothing."""
        shown = self.replaced_by if self.withdrawn_at else self
        return shown if shown and not shown.withdrawn_at else None

    @staticmethod
    def slug_for(title: str) -> str:
        """The words of the title that fit an address; never empty."""
        return slug_of(title, otherwise="question")


class Link(models.Model):
    """An address elsewhere to which a public text leads; see ``links``."""

    thread = models.ForeignKey(PublishedThread, on_delete=models.CASCADE, related_name="links")
    address = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("link of a thread")
        verbose_name_plural = _("links of threads")
        constraints = [
            models.UniqueConstraint(fields=["address", "thread"], name="backstage_link"),
        ]

    def __str__(self) -> str:
        return self.address
