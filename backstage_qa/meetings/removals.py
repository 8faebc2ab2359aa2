"""Somebody who is seen in a film asks to be taken out: private, answered by a date."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .public import PublishedMeeting


class RemovalQuerySet(models.QuerySet):
    def open(self) -> "RemovalQuerySet":
        """Those that nobody answered, the first due first."""
        return self.filter(closed_at=None).order_by("due_at", "pk")

    def overdue(self) -> "RemovalQuerySet":
        return self.open().filter(due_at__lt=timezone.now())

    def closed(self) -> "RemovalQuerySet":
        """The last first."""
        return self.exclude(closed_at=None).order_by("-closed_at", "-pk")


class Removal(models.Model):
    """Who asks and where they are seen, until it is closed; then only what came of it.

    ``rule`` is what made the date, as with promises: it never changes afterwards.
    """

    meeting = models.ForeignKey(PublishedMeeting, on_delete=models.CASCADE, related_name="removals")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    due_at = models.DateTimeField()
    rule = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = RemovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to be taken out of a film")
        verbose_name_plural = _("requests to be taken out of films")
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(closed_at=None),
                name="backstage_removal_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} ({self.meeting_id})"

    @property
    def is_late(self) -> bool:
        return self.closed_at is None and self.due_at < timezone.now()
