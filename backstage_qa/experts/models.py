"""The people who answer: facts about them, and the text that presents them."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.images import get_image_model_string
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)

from .. import signals
from ..epoch import MovesEpoch, move_on, moved_last
from ..professions.models import Profession
from ..review.models import ReviewedMixin
from . import portraits
from .accounts import ExpertForm
from .querysets import ExpertProfileQuerySet, ExpertQuerySet


class Expert(MovesEpoch, models.Model):
    """An employee who answers candidates. Facts only: nothing here is drafted."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="backstage_expert",
    )
    name = models.CharField(_("name"), max_length=120, help_text=_("As colleagues know them."))
    professions = models.ManyToManyField(
        Profession, verbose_name=_("professions"), related_name="experts", blank=True
    )
    weekly_capacity = models.PositiveSmallIntegerField(
        _("questions a week"), default=2, help_text=_("How many questions this person takes.")
    )
    agreed_public_on = models.DateField(
        _("agreed in writing to be public on"),
        null=True,
        blank=True,
        help_text=_("Without this date their name and face are shown nowhere in public."),
    )

    objects = ExpertQuerySet.as_manager()

    base_form_class = ExpertForm
    panels = [
        FieldPanel("name"),
        FieldPanel("user"),
        FieldPanel("professions"),
        FieldPanel("weekly_capacity"),
        FieldPanel("agreed_public_on"),
    ]

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        with moved_last():
            before = type(self).objects.filter(pk=self.pk).values_list("agreed_public_on").first()
            super().save(*args, **kwargs)
            if before and bool(before[0]) != bool(self.agreed_public_on):
                signals.expert_publicity_changed.send(type(self), expert=self)

    def is_away(self, on: datetime.date | None = None) -> bool:
        on = on or timezone.localdate()
        return self.absences.filter(starts_on__lte=on, ends_on__gte=on).exists()

    def profile_in(self, language: str) -> "ExpertProfile | None":
        """The public profile in this language, else in any; None when there is none."""
        profiles = {
            profile.locale.language_code: profile
            for profile in self.profiles.public().select_related("locale")
        }
        return profiles.get(language) or next(iter(profiles.values()), None)


class Absence(models.Model):
    """Days on which an expert gets no question. Both ends are included."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="absences")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="backstage_absence_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on}"


class ExpertProfile(
    ReviewedMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    models.Model,
):
    """How an expert is presented in one language. Drafted, approved, published."""

    expert = models.ForeignKey(
        Expert, verbose_name=_("expert"), on_delete=models.CASCADE, related_name="profiles"
    )
    name = models.CharField(_("public name"), max_length=120)
    job_title = models.CharField(_("job"), max_length=160)
    team = models.CharField(_("team"), max_length=160, blank=True)
    since = models.PositiveSmallIntegerField(_("in this job since (year)"), null=True, blank=True)
    bio = models.TextField(_("in their own words"), blank=True)
    portrait = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ExpertProfileQuerySet.as_manager()

    panels = [
        FieldPanel("expert"),
        FieldPanel("name"),
        FieldPanel("job_title"),
        FieldPanel("team"),
        FieldPanel("since"),
        FieldPanel("bio"),
        FieldPanel("portrait"),
        PublishingPanel(),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("expert profile")
        verbose_name_plural = _("expert profiles")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["expert", "locale"], name="backstage_profile_language"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def portrait_url(self) -> str:
        """Address of the portrait in the size that pages show; "" without one."""
        return portraits.address(self.portrait) if self.portrait else ""

    def people_in_it(self) -> set[int]:
        """Accounts of the people this text speaks for; they may not approve it alone."""
        return {self.expert.user_id} - {None}

    def went_public(self) -> None:
        if self.portrait:
            portraits.make(self.portrait)
        self._presented_otherwise()

    def left_public(self) -> None:
        self._presented_otherwise()

    def _presented_otherwise(self) -> None:
        signals.expert_publicity_changed.send(Expert, expert=self.expert)
        move_on()

    def get_preview_template(self, request, mode_name):
        return "backstage_qa/experts/preview.html"

    def get_preview_context(self, request, mode_name):
        if self.portrait:
            portraits.make(self.portrait)
        return {"profile": self}
