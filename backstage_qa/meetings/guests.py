"""Speakers who are no experts: who they are, and whether they agreed to be shown."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from .. import signals
from ..epoch import MovesEpoch


class Guest(MovesEpoch, models.Model):
    """Facts only: an older text that is published again brings nobody's consent back."""

    name = models.CharField(_("name"), max_length=120)
    agreed_public_on = models.DateField(
        _("agreed in writing to be public on"),
        null=True,
        blank=True,
        help_text=_("Without this date their name and face are shown nowhere in public."),
    )

    panels = [FieldPanel("name"), FieldPanel("agreed_public_on")]

    class Meta:
        verbose_name = _("guest")
        verbose_name_plural = _("guests")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        with transaction.atomic():
            known = not self._state.adding
            super().save(*args, **kwargs)
            if known:
                signals.guest_changed.send(type(self), guest=self)
