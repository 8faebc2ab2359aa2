"""What readers say is no longer true: for the keeper and the editors, never public."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from .. import signals
from ..conversations.errors import NotAllowed
from ..conversations.texts import plain_text
from ..personal_data.detect import mask
from .keeping import may_keep
from .public import PublishedThread

MOST_OPEN = 20  # of one thread: more would tell its keeper nothing new


class Report(models.Model):
    """A reader's reason, masked, and what came of it."""

    published_thread = models.ForeignKey(
        PublishedThread, on_delete=models.CASCADE, related_name="reports"
    )
    reason = models.TextField(_("reason"))
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="backstage_reports",
    )
    language = models.CharField(max_length=10)  # in which an answer is written
    created_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("answer"), blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("report of a reader")
        verbose_name_plural = _("reports of readers")
        ordering = ["created_at", "pk"]
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["published_thread"],
                condition=models.Q(closed_at=None),
                name="backstage_report_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} ({self.published_thread_id})"


def open_reports() -> models.QuerySet:
    """Those that nobody closed, of threads that are still public."""
    return Report.objects.filter(closed_at=None, published_thread__withdrawn_at=None)


@transaction.atomic
def report(*, row: PublishedThread, reason: str, by=None) -> Report | None:
    """Tell keeper and editors that a public text is no longer true; ``by`` may be nobody.

    The same reason told twice is kept once, and of a thread no more than
    ``MOST_OPEN``: None then. Raises ``ValidationError``.
    """
    row = PublishedThread.objects.select_for_update().get(pk=row.pk)
    reason = mask(plain_text(reason))
    waiting = open_reports().filter(published_thread=row)
    if row.withdrawn_at or waiting.filter(reason=reason).exists() or waiting.count() >= MOST_OPEN:
        return None
    made = Report.objects.create(
        published_thread=row, reason=reason, reporter=by, language=row.language
    )
    signals.thread_reported.send(Report, report=made)
    return made


@transaction.atomic
def close(*, report: Report, by, answer: str = "") -> Report:
    """End a report, with an answer for a reader who was signed in. Twice is once.

    Raises ``NotAllowed``, ``ValidationError``.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    if not may_keep(by, report.published_thread):
        raise NotAllowed
    if report.closed_at:
        return report
    return _close(report, by, answer)


def close_all(*, row: PublishedThread, by) -> None:
    """End what readers said of a thread that an editor takes off the site: that answers them."""
    for report in row.reports.select_for_update().filter(closed_at=None):
        with translation.override(report.language):
            answer = gettext("It is no longer on the site.")
        _close(report, by, answer)


def _close(report: Report, by, answer: str) -> Report:
    report.answer = plain_text(answer) if answer.strip() else ""
    report.closed_at, report.closed_by = timezone.now(), by
    report.save()
    if thread := report.published_thread.thread:
        log(instance=thread, action="backstage_qa.close_report", user=by, data={"id": report.pk})
    signals.report_closed.send(Report, report=report, by=by)
    return report
