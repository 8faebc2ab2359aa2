"""How the promise was kept: a stored figure for each profession and each language.

Counted once a day over a year, so that a public page reads a row and counts nothing.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median_high

from django.db import models, transaction
from django.db.models import Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..epoch import move_on
from ..kept import kept_until_change
from ..professions.models import Profession
from ..settings import PromiseSettings
from .models import Conversation, Message, Promise
from .promise import calendar

YEAR = datetime.timedelta(days=365)
FEWEST = 5  # answers: fewer would tell of single people


class PromiseRecord(models.Model):
    """What was kept in a year: of a profession, or (without one) of a whole language.

    ``median_days``: working days (one at least) within which half of the questions
    had their first answer. ``kept_percent``: of the dated promises that an answer
    ended, or that are overdue, those kept in time.
    """

    language = models.CharField(max_length=10)
    profession = models.ForeignKey(
        Profession, null=True, on_delete=models.CASCADE, related_name="promise_records"
    )
    answered = models.PositiveIntegerField()
    median_days = models.PositiveSmallIntegerField()
    kept_percent = models.PositiveSmallIntegerField()
    counted_on = models.DateField()

    class Meta:
        verbose_name = _("record of the promise")
        verbose_name_plural = _("records of the promise")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["profession"],
                condition=Q(profession__isnull=False),
                name="backstage_record_of_profession",
            ),
            models.UniqueConstraint(
                fields=["language"],
                condition=Q(profession__isnull=True),
                name="backstage_record_of_language",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.profession_id or ''}"


class RecordedDay(models.Model):
    """A day on which the records were counted, whatever there was to record: once, by one."""

    day = models.DateField(unique=True)

    class Meta:
        verbose_name = _("day of the record")
        verbose_name_plural = _("days of the record")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.day)


@dataclass
class _Tally:
    waits: list[int] = field(default_factory=list)
    kept: int = 0
    late: int = 0


@dataclass(frozen=True)
class PromiseFacts:
    """What pages say of the promise: its rule, and how it was kept."""

    working_days: int
    records: dict[tuple[str, int | None], PromiseRecord]

    def record(self, language: str, profession_id: int | None) -> PromiseRecord | None:
        """The profession's own, else that of its language; None while too few were answered."""
        return self.records.get((language, profession_id)) or self.records.get((language, None))


@kept_until_change
def promise_facts() -> PromiseFacts:
    """Call it with the request (or None); two queries an epoch."""
    records = {(row.language, row.profession_id): row for row in PromiseRecord.objects.all()}
    return PromiseFacts(PromiseSettings.current().working_days, records)


@transaction.atomic
def count_records(now: datetime.datetime | None = None) -> int:
    """Count again, once a day; return how many rows there are, 0 if it was done today.

    Who counts at the same moment waits here, and finds that it is done.
    """
    now = now or timezone.now()
    rules = PromiseSettings.current()
    today = now.astimezone(rules.zone).date()
    if not RecordedDay.objects.get_or_create(day=today)[1]:
        return 0
    RecordedDay.objects.filter(day__lt=today).delete()
    rows = [
        PromiseRecord(
            language=language,
            profession_id=profession,
            answered=len(tally.waits),
            median_days=max(1, median_high(tally.waits)),
            kept_percent=100 * tally.kept // (tally.kept + tally.late),
            counted_on=today,
        )
        for (language, profession), tally in _tallies(now, rules).items()
        if len(tally.waits) >= FEWEST and tally.kept + tally.late
    ]
    _replace(rows)
    return len(rows)


def _replace(rows: list[PromiseRecord]) -> None:
    """Write the rows in place of those there were; the public hears of it if they differ."""
    said = ("language", "profession_id", "answered", "median_days", "kept_percent")
    before = set(PromiseRecord.objects.values_list(*said))
    PromiseRecord.objects.all().delete()
    PromiseRecord.objects.bulk_create(rows)
    if set(PromiseRecord.objects.values_list(*said)) != before:
        move_on()


def _tallies(now: datetime.datetime, rules: PromiseSettings) -> dict[tuple, _Tally]:
    tallies: dict[tuple, _Tally] = defaultdict(_Tally)
    answer = Min("messages__created_at", filter=Q(messages__kind=Message.Kind.ANSWER))
    answered = Conversation.objects.filter(created_at__gte=now - YEAR).annotate(answer=answer)
    rows = answered.filter(answer__isnull=False)
    for language, profession, asked_at, answered_at in rows.values_list(
        "language", "profession_id", "created_at", "answer"
    ):
        days = _working_days_between(asked_at, answered_at, rules)
        for key in ((language, profession), (language, None)):
            tallies[key].waits.append(days)
    ended = Q(ended_at__gte=now - YEAR, outcome__in=(Promise.Outcome.KEPT, Promise.Outcome.LATE))
    overdue = Q(outcome=Promise.Outcome.PENDING, due_at__range=(now - YEAR, now))
    promises = Promise.objects.filter(ended | overdue)
    for language, profession, outcome in promises.values_list(
        "conversation__language", "conversation__profession_id", "outcome"
    ):
        for key in ((language, profession), (language, None)):
            if outcome == Promise.Outcome.KEPT:
                tallies[key].kept += 1
            else:
                tallies[key].late += 1
    return tallies


def _working_days_between(
    start: datetime.datetime, end: datetime.datetime, rules: PromiseSettings
) -> int:
    """Working days after the day of the question, up to the day of the answer."""
    zone = rules.zone
    first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    days = calendar(rules.country, rules.subdivision, first.year)
    one = datetime.timedelta(days=1)
    return sum(days.is_working_day(first + one * n) for n in range(1, (last - first).days + 1))
