"""What an administrator sets in Wagtail: the promise made to candidates."""

import zoneinfo

import holidays
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from .epoch import MovesEpoch
from .kept import kept_until_change


@register_setting(icon="calendar-check")
class PromiseSettings(MovesEpoch, BaseGenericSetting):
    """The rule that gives a question its due date."""

    working_days = models.PositiveSmallIntegerField(
        _("working days to answer"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
    )
    country = models.CharField(
        _("country of the working calendar"),
        max_length=2,
        default="FR",
        help_text=_("Two letters, such as FR."),
    )
    subdivision = models.CharField(_("region of the working calendar"), max_length=10, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/Paris")

    panels = [
        FieldPanel("working_days"),
        FieldPanel("country"),
        FieldPanel("subdivision"),
        FieldPanel("time_zone"),
    ]

    class Meta:
        verbose_name = _("promise")

    def __str__(self) -> str:
        return str(_("Promise"))

    @classmethod
    def current(cls) -> "PromiseSettings":
        """The rule in force, not to be changed; unlike ``load`` it never writes."""
        return _rule_in_force(None)

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """In which the days of the promise begin and end."""
        return zoneinfo.ZoneInfo(self.time_zone)

    def clean(self):
        super().clean()
        errors = {}
        supported = holidays.list_supported_countries()
        if self.country not in supported:
            errors["country"] = _("No working calendar is known for this country.")
        elif self.subdivision and self.subdivision not in supported[self.country]:
            errors["subdivision"] = _("No working calendar is known for this region.")
        if self.time_zone not in zoneinfo.available_timezones():
            errors["time_zone"] = _("This time zone is not known.")
        if errors:
            raise ValidationError(errors)


@kept_until_change
def _rule_in_force() -> PromiseSettings:
    return PromiseSettings.objects.order_by("pk").first() or PromiseSettings()
