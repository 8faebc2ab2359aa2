"""Whoever abuses the place may not write to us for a while, and is told so."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..dates import day_in_words
from .models import Conversation

# What a person who is blocked still may do: withdraw, change their consent, read.
WRITES = frozenset({"ask", "edit_question", "add_detail", "follow_up", "thank"})


class BlockQuerySet(models.QuerySet["Block"]):
    def in_force(self) -> "BlockQuerySet":
        """Those neither lifted nor over; the last day counts."""
        not_over = Q(until=None) | Q(until__gte=timezone.localdate())  # as ``Block.is_over``
        return self.filter(not_over, lifted_at=None)

    def keeping(self, person: int | None) -> "Block | None":
        """The one for which a person (by their id) may not write now; None for most people."""
        theirs = self.filter(person=person, lifted_at=None) if person else self.none()
        return next((block for block in theirs.order_by() if not block.is_over), None)


class Block(models.Model):
    """That a person may not write to us: why, until when, and for what they wrote. Never changed.

    It goes with the person when they are erased.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="backstage_blocks"
    )
    conversation = models.ForeignKey(
        Conversation, null=True, on_delete=models.SET_NULL, related_name="blocks"
    )
    reason = models.TextField(_("reason"))
    until = models.DateField(_("until"), null=True, blank=True)
    created_at = models.DateTimeField(_("since"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("blocked person")
        verbose_name_plural = _("blocked people")
        ordering = ["-created_at", "-id"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return _("Block %(number)s") % {"number": self.pk}

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.until is not None and self.until < timezone.localdate()

    @property
    def in_words(self) -> str:
        """What the person is told; the reason is for colleagues."""
        told = gettext("You cannot write to us at the moment.")
        if self.until:
            told = gettext("You cannot write to us until %(date)s.")
            told %= {"date": day_in_words(self.until)}
        may = gettext("You can go on reading, and take back what you asked.")
        return f"{told} {may}"
