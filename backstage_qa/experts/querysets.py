"""Reading experts: who may be shown, who can take a question."""

from django.db import models
from django.utils import timezone
from wagtail.images import get_image_model

from .portraits import PORTRAIT_FILTER


class ExpertQuerySet(models.QuerySet):
    def covering(self, profession) -> "ExpertQuerySet":
        return self.filter(professions=profession)

    def present(self, on=None) -> "ExpertQuerySet":
        """Those who are not away on this day (default: today)."""
        on = on or timezone.localdate()
        away = models.Q(absences__starts_on__lte=on, absences__ends_on__gte=on)
        return self.exclude(pk__in=self.model.objects.filter(away).values("pk"))

    def public(self) -> "ExpertQuerySet":
        """Those who agreed in writing to be shown."""
        return self.filter(agreed_public_on__isnull=False)


class ExpertProfileQuerySet(models.QuerySet):
    def public(self) -> "ExpertProfileQuerySet":
        """The one gate: published, of a person who agreed to be shown."""
        return self.filter(live=True, expert__agreed_public_on__isnull=False)

    def in_language(self, language: str) -> "ExpertProfileQuerySet":
        return self.filter(locale__language_code=language)

    def with_portraits(self) -> "ExpertProfileQuerySet":
        """With what ``portrait_url`` needs, in two queries for all."""
        images = get_image_model().objects.prefetch_renditions(PORTRAIT_FILTER)
        return self.prefetch_related(models.Prefetch("portrait", queryset=images))

    def about(self, profession) -> "ExpertProfileQuerySet":
        """Profiles, in the profession's language, of those who answer for it."""
        return self.filter(expert__professions=profession, locale_id=profession.locale_id)
