"""The log of reading: rows are added, and after a time forgotten; nothing changes one."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppendOnly(Exception):
    """Somebody tried to change, or to take away, what was recorded."""


class AccessQuerySet(models.QuerySet):
    """Only what is too old goes, and only all of it."""

    def update(self, **kwargs):
        raise AppendOnly

    def delete(self):
        raise AppendOnly

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def forget_before(self, moment: datetime.datetime) -> int:
        """Let go of what is older; return how many rows."""
        return self.filter(at__lt=moment)._raw_delete(self.db)


class Access(models.Model):
    """Somebody opened a conversation, was refused one, or took a list away in a file.

    ``conversation`` is its number, not a relation: what was read stays recorded
    when it is gone. An erased person's rows stay, and name nobody.
    """

    class Kind(models.TextChoices):
        OPENED = "opened", _("Opened")
        REFUSED = "refused", _("Refused")
        EXPORTED = "exported", _("Exported")

    kind = models.CharField(_("what happened"), max_length=10, choices=Kind.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="backstage_accesses",
    )
    conversation = models.BigIntegerField(_("conversation"), null=True)
    path = models.CharField(_("list"), max_length=200, blank=True)  # of an export, without filters
    row_count = models.PositiveIntegerField(_("rows"), null=True)  # of an export
    quarter = models.DateTimeField(null=True)  # of an hour, in which opening it again is the same
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("access to conversations")
        verbose_name_plural = _("accesses to conversations")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "conversation", "kind", "quarter"], name="backstage_access_once"
            ),
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="backstage_access_newest"),
            models.Index(fields=["conversation"], name="backstage_access_case"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.conversation or self.path}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly
