"""The announcement of a meeting, as editors write it. Readers never see these rows."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PublishingPanel,
)
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)

from ..experts.models import Expert
from ..professions.models import Profession
from ..review.models import ReviewedMixin
from . import publication, times, watching
from .forms import MeetingForm
from .guests import Guest
from .public import PublishedMeeting

PROGRAMME_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link"]


class Meeting(  # type: ignore[django-manager-missing]  # modelcluster's managers
    ReviewedMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    ClusterableModel,
):
    """Text, drafted and approved. What happens to a meeting is in rows that point to it."""

    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(
        _("in short"), max_length=500, help_text=_("One or two sentences, shown in lists.")
    )
    day = models.DateField(_("day"))
    starts = models.TimeField(_("begins at"))
    ends = models.TimeField(_("ends at"))
    time_zone = models.CharField(
        _("time zone"), max_length=64, choices=times.zones, default=times.site_zone
    )
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Its name; empty if it is online only.")
    )
    address = models.TextField(_("address"), blank=True)
    online_url = models.URLField(
        _("online at"), blank=True, help_text=_("An address that everybody may see.")
    )
    register_url = models.URLField(_("page to register on"), blank=True)
    register_email = models.EmailField(_("or mail address to register with"), blank=True)
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    programme = RichTextField(_("programme"), features=PROGRAMME_FEATURES, blank=True)
    professions = ParentalManyToManyField(
        Profession, verbose_name=_("professions"), related_name="meetings", blank=True
    )

    base_form_class = MeetingForm
    panels = [
        FieldPanel("title"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("day"),
                FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
                FieldPanel("time_zone"),
            ],
            heading=_("When, by the clocks of the place"),
        ),
        MultiFieldPanel(
            [FieldPanel("place"), FieldPanel("address"), FieldPanel("online_url")],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [FieldPanel("register_url"), FieldPanel("register_email")], heading=_("To register")
        ),
        FieldPanel(
            "professions",
            widget=CheckboxSelectMultiple,
            help_text=_("Name one that takes questions, for those of the evening."),
        ),
        FieldPanel("programme"),
        InlinePanel("speakers", label=_("Speaker"), heading=_("Speakers")),
        FieldPanel("picture"),
        PublishingPanel(),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-day", "-starts"]

    def __str__(self) -> str:
        return self.title

    def clean(self):
        super().clean()
        if not (self.day and self.starts and self.ends and self.time_zone):
            return  # said beside the field
        if self.ends <= self.starts:
            raise ValidationError({"ends": _("It ends before it begins.")})
        if not times.exists(self.day, self.starts, self.time_zone):
            text = _("The clocks of this place jump over this hour on that day.")
            raise ValidationError({"starts": text})

    @property
    def starts_at(self) -> datetime.datetime:
        return times.moment(self.day, self.starts, self.time_zone)

    @property
    def ends_at(self) -> datetime.datetime:
        return times.moment(self.day, self.ends, self.time_zone)

    def people_in_it(self) -> set[int]:
        """Accounts of the experts it announces; they may not approve it alone."""
        experts = [speaker.expert for speaker in self.speakers.all() if speaker.expert]
        return {expert.user_id for expert in experts} - {None}

    def copy_for_translation(self, locale, exclude_fields=None):
        copy = super().copy_for_translation(locale, exclude_fields)
        keys = [profession.translation_key for profession in self.professions.all()]
        copy.professions = Profession.objects.filter(locale=locale, translation_key__in=keys)
        return copy

    def went_public(self) -> None:
        publication.publish(self)

    def left_public(self) -> None:
        publication.withdraw(PublishedMeeting.objects.filter(meeting_id=self.pk))

    def get_preview_template(self, request, mode_name):
        return "backstage_qa/meetings/meeting.html"

    def get_preview_context(self, request, mode_name):
        meeting = publication.render(self)
        return {"meeting": meeting, "film": watching.previewed(meeting), "is_preview": True}


class Speaker(Orderable):
    """Somebody who speaks at a meeting: an expert of ours, or a guest."""

    meeting = ParentalKey(Meeting, related_name="speakers", on_delete=models.CASCADE)
    expert = models.ForeignKey(
        Expert,
        verbose_name=_("expert"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="speaking",
    )
    guest = models.ForeignKey(
        Guest,
        verbose_name=_("or guest"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="speaking",
    )

    job = models.CharField(
        _("job shown"),
        max_length=200,
        blank=True,
        help_text=_("Of an expert: empty to show the one of their profile."),
    )

    panels = [FieldPanel("expert"), FieldPanel("guest"), FieldPanel("job")]

    class Meta(Orderable.Meta):
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")

    def __str__(self) -> str:
        return str(self.expert or self.guest)

    def clean(self):
        super().clean()
        if bool(self.expert_id) == bool(self.guest_id):
            raise ValidationError(_("Choose either an expert or a guest."))
