"""Counting readers, since a shared cache answers for us: numbers a thread and month, and in all.

Nothing of a reader is stored, so that one person who comes twice counts twice.
"""

import logging

from django.db import DatabaseError, models, transaction
from django.db.models import F, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .public import PublishedThread

logger = logging.getLogger(__name__)


class ReadMonth(models.Model):
    """How many readers a thread had in one month, by the pages' own script."""

    thread = models.ForeignKey(
        PublishedThread, on_delete=models.CASCADE, related_name="read_months"
    )
    month = models.DateField()  # its first day, in the site's time zone
    readers = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("readers of a month")
        verbose_name_plural = _("readers by month")
        constraints = [
            models.UniqueConstraint(fields=["thread", "month"], name="backstage_read_month"),
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.readers}"


class ReadTotal(models.Model):
    """How many readers a thread had in all: what lists are ordered by, without adding up."""

    thread = models.OneToOneField(
        PublishedThread, on_delete=models.CASCADE, primary_key=True, related_name="read_total"
    )
    readers = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("readers of a thread")
        verbose_name_plural = _("readers by thread")
        default_permissions = ()
        indexes = [models.Index(fields=["-readers", "-thread"], name="backstage_read_most")]

    def __str__(self) -> str:
        return str(self.readers)


def count_reader(pk: int) -> None:
    """Add one to this month and to all of a public thread, by its id; of another, nothing.

    Counting is never worth an error to who is counted: a failure is logged.
    """
    month = timezone.localdate().replace(day=1)
    try:
        with transaction.atomic():
            if PublishedThread.objects.public().filter(pk=pk).exists():
                _add_one(ReadMonth, thread_id=pk, month=month)
                _add_one(ReadTotal, thread_id=pk)
    except DatabaseError:
        logger.warning("A reader of thread %s was not counted", pk, exc_info=True)


def _add_one(model: type[models.Model], **row) -> None:
    """To a row that may have to be made first, perhaps by two at once."""
    counted = model._default_manager.filter(**row)
    if not counted.update(readers=F("readers") + 1):
        model._default_manager.get_or_create(**row)
        counted.update(readers=F("readers") + 1)


def correct_totals() -> int:
    """Have each total be the sum of its months again; return how many were not."""
    kept = Coalesce("thread__read_total__readers", 0)
    summed = ReadMonth.objects.values("thread").annotate(total=Sum("readers"), kept=kept)
    rows = [
        ReadTotal(thread_id=row["thread"], readers=row["total"])
        for row in summed.exclude(total=F("kept")).order_by("thread")
    ]
    ReadTotal.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["thread"], update_fields=["readers"]
    )
    return len(rows)
