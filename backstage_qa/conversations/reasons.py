"""Why a question is not ours to answer: reasons that editors word, in each language."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable

from ..conf import language_choices

LONGEST = 120


def languages() -> list[tuple[str, str]]:
    """The choices of a reason's language, by the name that its migration knows."""
    return language_choices()


class Fits(models.TextChoices):
    """What a question may seem to be about, where it is none for Backstage."""

    APPLICATION = "application", _("the state of an application")
    PAY = "pay", _("a claim on pay")
    CUSTOMER = "customer", _("a customer’s account, card or contract")
    INSULT = "insult", _("insults")


class DeclineReasonQuerySet(models.QuerySet):
    def offered_in(self, language: str) -> "DeclineReasonQuerySet":
        """Those to choose from for a question in a language; all while it has none of its own."""
        offered = self.filter(is_offered=True)
        own = offered.filter(language=language)
        return own if own.exists() else offered

    def fitting(self, fits: Fits | None) -> "DeclineReasonQuerySet":
        """Those that editors gave to what a question seems to be about."""
        return self.filter(fits=fits) if fits else self.none()


class DeclineReason(Orderable):
    """A reason and what it proposes to write. Conversations keep the words of their day."""

    language = models.CharField(_("language"), max_length=10, choices=languages)
    name = models.CharField(
        _("reason"),
        max_length=LONGEST,
        help_text=_("The candidate reads it after “The reason:”."),
    )
    text = models.TextField(
        _("message to the candidate"),
        blank=True,
        help_text=_("Proposed to whoever declines: say where to go instead."),
    )
    fits = models.CharField(
        _("proposed for"),
        max_length=20,
        choices=Fits.choices,
        blank=True,
        help_text=_("What a question must seem to be about, for this reason to be proposed."),
    )
    is_offered = models.BooleanField(
        _("offered"),
        default=True,
        help_text=_("Those no longer offered stay on the conversations that have them."),
    )

    objects = DeclineReasonQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("reason to decline")
        verbose_name_plural = _("reasons to decline")
        constraints = [
            models.UniqueConstraint(
                fields=["language", "name"],
                name="backstage_one_reason",
                violation_error_message=_("There is such a reason already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


def checked_reason(reason: DeclineReason | None, language: str) -> DeclineReason:
    """One of those offered; raises ``ValidationError``, which names the field."""
    offered = DeclineReason.objects.offered_in(language)
    if not isinstance(reason, DeclineReason) or not offered.filter(pk=reason.pk).exists():
        raise ValidationError({"reason": _("Choose one of the reasons.")})
    return reason
