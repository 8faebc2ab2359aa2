"""The figures of professions as they were last counted: to count them all takes long."""

import datetime

from django.db import models
from django.db.models import F, FilteredRelation, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..professions.models import Profession
from .figures import with_figures
from .readers import correct_totals

PERIODS = (30, 90, 365)  # days
EVERY = datetime.timedelta(minutes=15)
NAMES = (
    "asked",
    "waiting",
    "searches",
    "public",
    "published",
    "readers",
    "helpful",
    "unfeatured",
)


class CountedFigures(models.Model):
    """What ``with_figures`` found for one profession and one period."""

    profession = models.ForeignKey(
        Profession, on_delete=models.CASCADE, related_name="counted_figures"
    )
    period = models.PositiveSmallIntegerField()  # in days
    since = models.DateTimeField()  # when the period began
    counted_at = models.DateTimeField()
    asked = models.PositiveIntegerField()
    waiting = models.PositiveIntegerField()
    searches = models.PositiveIntegerField()
    public = models.PositiveIntegerField()
    published = models.PositiveIntegerField()
    readers = models.PositiveIntegerField()
    helpful = models.PositiveIntegerField()
    unfeatured = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("figures of a profession")
        verbose_name_plural = _("figures of professions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["profession", "period"], name="backstage_figures_once"),
        ]

    def __str__(self) -> str:
        return f"{self.profession_id}: {self.period}"


def since(days: int, now: datetime.datetime) -> datetime.datetime:
    """When the day begins that is so many days ago, in the current time zone."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - datetime.timedelta(days=days)


def count_figures(now: datetime.datetime | None = None) -> int:
    """Count again what was counted longer than ``EVERY`` ago; return how many rows were written.

    The readers of each thread are added up again, too. Two that count at the same
    moment write the same.
    """
    now = now or timezone.now()
    expected = Profession.objects.count() * len(PERIODS)
    counted = CountedFigures.objects.aggregate(count=models.Count("pk"), oldest=Min("counted_at"))
    if counted["count"] == expected and (not expected or counted["oldest"] > now - EVERY):
        return 0
    correct_totals()
    rows = [
        CountedFigures(
            profession=profession,
            period=period,
            since=since(period, now),
            counted_at=now,
            **{name: getattr(profession, name) for name in NAMES},
        )
        for period in PERIODS
        for profession in with_figures(Profession.objects.all(), since(period, now))
    ]
    CountedFigures.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["profession", "period"],
        update_fields=["since", "counted_at", *NAMES],
    )
    return len(rows)


def with_counted(professions: QuerySet, period: int) -> QuerySet:
    """Professions, each with its figures of this period as last counted; 0 for one just made."""
    of_period = FilteredRelation("counted_figures", condition=Q(counted_figures__period=period))
    found = {name: Coalesce(F(f"counted__{name}"), 0) for name in NAMES}
    return professions.annotate(counted=of_period).annotate(**found)
