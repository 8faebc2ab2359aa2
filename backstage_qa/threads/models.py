"""The edition that editors write, approve and embed on pages. Readers never see these rows."""

import uuid

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)

from ..conversations.models import Conversation, Message
from ..epoch import moved_last
from ..experts.models import Expert
from ..professions.models import Profession
from ..review.errors import Refusal
from ..review.models import ReviewedMixin
from . import confirming, publication, related
from .forms import ThreadForm
from .public import PublishedThread, Tag
from .querysets import ThreadQuerySet

RICH_TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "code", "blockquote"]
RICH_TEXT_FEATURES += ["code-lines", "hr", "superscript", "subscript"]


class ThreadTag(ItemBase):
    """A tag on a thread."""

    tag = models.ForeignKey(Tag, related_name="thread_tags", on_delete=models.CASCADE)
    content_object = ParentalKey("Thread", related_name="tagged_items", on_delete=models.CASCADE)

    class Meta:
        verbose_name = _("tag of a thread")
        verbose_name_plural = _("tags")


class Thread(  # type: ignore[django-manager-missing]  # modelcluster's managers
    ReviewedMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    ClusterableModel,
):
    """The edition of one or more conversations that editors write, approve and embed on pages."""

    title = models.CharField(_("question"), max_length=200)
    short_answer = models.TextField(
        _("short answer"),
        blank=True,
        help_text=_("One or two sentences, shown first."),
    )
    professions = ParentalManyToManyField(
        Profession, verbose_name=_("professions"), related_name="threads"
    )
    tags = ClusterTaggableManager(through=ThreadTag, blank=True, verbose_name=_("tags"))

    objects = ThreadQuerySet.as_manager()

    base_form_class = ThreadForm
    panels = [
        FieldPanel("title"),
        FieldPanel("short_answer"),
        FieldPanel("professions", widget=CheckboxSelectMultiple),
        FieldPanel("tags"),
        InlinePanel("entries", label=_("Entry"), heading=_("Entries"), min_num=1),
        InlinePanel(
            "related_items",
            label=_("Related thread"),
            heading=_("Related threads"),
            help_text=_("Without a choice, those most alike are shown."),
            max_num=related.MOST,
        ),
        PublishingPanel(),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    # Whoever withdraws consent takes the conversation, then the thread and its
    # revisions. Every change of a thread takes them in the same order, or two
    # people would wait for each other.

    def save(self, *args, **kwargs):
        with moved_last():
            if not self._state.adding:
                publication.held_sources(self)
            super().save(*args, **kwargs)

    def publish(self, revision, *args, **kwargs):
        with moved_last():
            publication.held_sources(self)
            confirming.require_confirmed(revision.as_object())
            return super().publish(revision, *args, **kwargs)

    def people_in_it(self) -> set[int]:
        """Accounts of the experts whose answers this thread shows, and of those who wrote them."""
        entries = self.entries.all()
        experts = {entry.expert.user_id for entry in entries if entry.expert}
        authors = {entry.source_message.author_id for entry in entries if entry.source_message}
        return {account for account in experts | authors if account is not None}

    def obstacle(self) -> Refusal | None:
        if publication.lacks_consent(self):
            return publication.ConsentMissing()
        return confirming.Unconfirmed() if confirming.unconfirmed(self) else None

    def copy_for_translation(self, locale, exclude_fields=None):
        copy = super().copy_for_translation(locale, exclude_fields)
        keys = [profession.translation_key for profession in self.professions.all()]
        copy.related_items = []  # they are in the other language
        there = PublishedThread.objects.in_language(locale.language_code)
        known = set(Tag.objects.filter(published_threads__in=there).values_list("pk", flat=True))
        copy.tagged_items = [item for item in copy.tagged_items.all() if item.tag_id in known]
        copy.professions = Profession.objects.filter(locale=locale, translation_key__in=keys)
        return copy

    def inherit(self, source: "Thread") -> None:
        """A copy quotes the same people: they are asked before it is public, too."""
        for drawn in source.sources.all():
            self.sources.create(conversation_id=drawn.conversation_id)

    def went_public(self) -> None:
        publication.publish(self)

    def left_public(self) -> None:
        publication.withdraw(PublishedThread.objects.filter(thread_id=self.pk))

    def get_preview_template(self, request, mode_name):
        return "backstage_qa/threads/thread.html"

    def get_preview_context(self, request, mode_name):
        return {"thread": publication.render(self), "is_preview": True}


class Entry(Orderable):
    """One question, answer or follow-up in a thread."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        ANSWER = "answer", _("Answer")
        FOLLOW_UP = "follow_up", _("Follow-up")  # what is said under a question or an answer

    thread = ParentalKey(Thread, related_name="entries", on_delete=models.CASCADE)
    anchor = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    text = RichTextField(_("text"), features=RICH_TEXT_FEATURES)
    expert = models.ForeignKey(
        Expert,
        verbose_name=_("expert"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="entries",
    )
    author_name = models.CharField(
        _("name shown"), max_length=120, blank=True, help_text=_("As it was that day.")
    )
    author_job = models.CharField(_("job shown"), max_length=200, blank=True)
    said_on = models.DateField(_("date"), default=timezone.localdate)
    source_message = models.ForeignKey(
        Message, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    source_url = models.URLField(_("source address"), blank=True)
    source_licence = models.CharField(_("licence"), max_length=120, blank=True)

    panels = [
        FieldPanel("kind"),
        FieldPanel("text"),
        MultiFieldPanel(
            [
                FieldPanel("expert"),
                FieldPanel("author_name"),
                FieldPanel("author_job"),
                FieldPanel("said_on"),
            ],
            heading=_("Who said it, and when"),
        ),
        MultiFieldPanel(
            [FieldPanel("source_url"), FieldPanel("source_licence")],
            heading=_("Where it comes from"),
            classname="collapsed",
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(fields=["thread", "anchor"], name="backstage_entry_anchor"),
        ]
        indexes = [models.Index(fields=["source_url"], name="backstage_entry_source")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.anchor}"


class ThreadSource(models.Model):
    """Ties a thread to a conversation it was drawn from: a fact that no revision rewinds."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="sources")
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="thread_sources"
    )

    class Meta:
        verbose_name = _("source of a thread")
        verbose_name_plural = _("sources of threads")
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "conversation"], name="backstage_thread_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} ← {self.conversation_id}"
