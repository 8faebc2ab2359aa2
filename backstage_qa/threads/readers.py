"""Counting readers, since a shared cache answers for us: one number a thread and month.

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


def count_reader(pk: int) -> None:
    """Add one to this month of a public thread, by its id; of another, nothing.

    Counting is never worth an error to who is counted: a failure is logged.
    """
    month = timezone.localdate().replace(day=1)
    counted = ReadMonth.objects.filter(thread=pk, month=month)
    try:
        with transaction.atomic():
            if not PublishedThread.objects.public().filter(pk=pk).exists():
                return
            if not counted.update(readers=F("readers") + 1):
                ReadMonth.objects.get_or_create(thread_id=pk, month=month)
                counted.update(readers=F("readers") + 1)
    except DatabaseError:
        logger.warning("A reader of thread %s was not counted", pk, exc_info=True)


def total_readers(thread: str = "pk") -> Coalesce:
    """An annotation: all readers of the published thread whose id ``thread`` leads to."""
    months = ReadMonth.objects.filter(thread=models.OuterRef(thread)).order_by().values("thread")
    total = models.Subquery(months.annotate(total=Sum("readers")).values("total"))
    return Coalesce(total, 0)
