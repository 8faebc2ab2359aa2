"""A tracked way in: a press advert, a job fair, a newsletter, a post."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from backstage_qa.addresses import public_address

from ..campaigns.querysets import CampaignQuerySet

CODE_LENGTH = 40
CODE = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def is_local(path: str) -> bool:
    """Whether an address is one of this site, whatever a browser makes of it."""
    plain = re.fullmatch(r"/[!-\[\]-~]*", path) is not None  # no space, no backslash, ASCII
    return plain and url_has_allowed_host_and_scheme(path, allowed_hosts=None)


class Campaign(models.Model):
    """A short link to a page of this site. Who follows it is counted, never known.

    ``code`` is printed on paper: once given, it is not changed.
    """

    class Kind(models.TextChoices):
        ADVERT = "advert", _("Advert")
        JOB_FAIR = "job_fair", _("Job fair")
        NEWSLETTER = "newsletter", _("Newsletter")
        SOCIAL = "social", _("Social network")

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    code = models.CharField(
        _("code"),
        max_length=CODE_LENGTH,
        unique=True,
        blank=True,
        validators=[
            RegexValidator(
                f"^{CODE}\\Z", _("Small letters without accents, digits and hyphens only.")
            )
        ],
        help_text=_("The end of the short link. Left empty, it is made of the name."),
    )
    page = models.ForeignKey(
        Page,
        verbose_name=_("page it leads to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    path = models.CharField(
        _("or address on this site"),
        max_length=300,
        blank=True,
        help_text=_("Such as /en/offers/."),
    )
    headline = models.CharField(
        _("headline of the card"),
        max_length=90,
        blank=True,
        help_text=_("Left empty, the card says what this site is."),
    )
    note = models.TextField(_("note for colleagues"), blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name

    def clean(self):
        super().clean()
        self.path = self.path.strip().removeprefix(public_address("/").rstrip("/"))
        if bool(self.page) == bool(self.path):
            raise ValidationError({"page": _("Choose a page or write an address, one of the two.")})
        if self.path and not is_local(self.path):
            message = _("Write an address of this site, beginning with a slash.")
            raise ValidationError({"path": message})
        if not self.code:
            self.code = self._free_code()

    def _free_code(self) -> str:
        """Made of the name; a number follows where it is taken."""
        stem = slugify(self.name)[: CODE_LENGTH - 4].replace("_", "-").strip("-") or self.kind
        stem = re.sub(r"-{2,}", "-", stem)
        taken = set(Campaign.objects.filter(code__startswith=stem).values_list("code", flat=True))
        numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
        return next(code for code in (stem, *numbered) if code not in taken)

    @property
    def short_url(self) -> str:
        """What is printed: whole, with the host that mails name too."""
        return public_address(reverse("campaign", args=[self.code]))

    @property
    def short_url_as_read(self) -> str:
        """Without what nobody types."""
        parts = urlsplit(self.short_url)
        return parts.netloc + parts.path


class CampaignDay(models.Model):
    """What came of a campaign on one day; nobody is told apart."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    visits = models.PositiveIntegerField(default=0)
    sign_ups = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("day of a campaign")
        verbose_name_plural = _("days of campaigns")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["campaign", "day"], name="careers_campaign_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.visits}"
