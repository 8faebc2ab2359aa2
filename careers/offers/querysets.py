"""Reading offers; ``open()`` is the gate before everything public."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from backstage_qa.models import Profession
from backstage_qa.paging import Cursor

if TYPE_CHECKING:
    from ..models import Offer


class OfferQuerySet(models.QuerySet):
    def open(self) -> "OfferQuerySet":
        """Those that somebody can still apply to today."""
        today = timezone.localdate()
        in_time = models.Q(valid_through=None) | models.Q(valid_through__gte=today)
        return self.filter(in_time, closed_at=None)

    def about(self, *professions) -> "OfferQuerySet":
        """Those matched to one of these professions, in whatever language it has a page."""
        return self._matched([profession.translation_key for profession in professions])

    def about_slugs(self, language: str, slugs: Iterable[str]) -> "OfferQuerySet":
        """As ``about``, for professions that are known by slug alone; one query."""
        named = Profession.objects.in_language(language).filter(slug__in=slugs)
        return self._matched(named.values("translation_key"))

    def _matched(self, translation_keys) -> "OfferQuerySet":
        through = self.model.professions.through.objects
        matched = through.filter(
            offer=models.OuterRef("pk"), profession__translation_key__in=translation_keys
        )
        return self.filter(models.Exists(matched))

    def for_lists(self) -> "OfferQuerySet":
        """Without what only the offer's own page shows."""
        return self.defer("description")

    def newest(self) -> "OfferQuerySet":
        return self.order_by("-date_posted", "-id")

    def after(self, cursor: Cursor) -> "OfferQuerySet":
        """Those that follow a row in ``newest()`` order."""
        day = cursor.at.date()
        return self.filter(
            models.Q(date_posted__lt=day) | models.Q(date_posted=day, id__lt=cursor.pk)
        )

    def with_clicks(self) -> "OfferQuerySet":
        """Each with ``click_count``, the clicks of all its days."""
        return self.annotate(click_count=Coalesce(models.Sum("days__clicks"), 0))


def place(offer: "Offer") -> tuple[datetime.date, int]:
    """That of an offer in ``newest()`` order, the newest the highest."""
    return offer.date_posted, offer.pk


def cursor_of(offer: "Offer") -> Cursor:
    """The cursor of what follows an offer in ``newest()`` order."""
    midnight = datetime.datetime.combine(offer.date_posted, datetime.time(), datetime.UTC)
    return Cursor(midnight, offer.pk)
