"""Job offers on the employer's application site, and the rules that match them to professions."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from backstage_qa.epoch import MovesEpoch
from backstage_qa.models import Profession

from ..offers.querysets import OfferQuerySet
from ..offers.words import plain


class Offer(MovesEpoch, models.Model):
    """One offer as its feed tells it. Nobody applies here: ``url`` is where they do.

    The professions are the rules' choice, unless somebody chose by hand: then no
    import and no rule changes them.
    """

    class Employment(models.TextChoices):
        """The values that schema.org and Google know for ``employmentType``."""

        FULL_TIME = "FULL_TIME", _("Full time")
        PART_TIME = "PART_TIME", _("Part time")
        CONTRACTOR = "CONTRACTOR", _("Contractor")
        TEMPORARY = "TEMPORARY", _("Fixed term")
        INTERN = "INTERN", _("Internship or apprenticeship")
        VOLUNTEER = "VOLUNTEER", _("Voluntary")
        PER_DIEM = "PER_DIEM", _("By the day")
        OTHER = "OTHER", _("Other")

    source = models.SlugField(_("source"), max_length=40)
    external_id = models.CharField(_("number in the source"), max_length=200)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)  # cleaned HTML
    location = models.CharField(_("place"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)  # ISO 3166-1 alpha-2
    is_remote = models.BooleanField(_("remote"), default=False)
    employment_type = models.CharField(
        _("kind of contract"), max_length=10, choices=Employment.choices, blank=True
    )
    category = models.CharField(_("job family in the feed"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10)
    url = models.URLField(_("address to apply at"), max_length=500)
    date_posted = models.DateField(_("posted on"))
    valid_through = models.DateField(_("open until"), null=True, blank=True)  # this day included
    professions = models.ManyToManyField(
        Profession, verbose_name=_("professions"), blank=True, related_name="offers"
    )
    matched_by_hand = models.BooleanField(_("matched by hand"), default=False)
    first_seen_at = models.DateTimeField(_("first imported"))
    updated_at = models.DateTimeField(_("last changed"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["-date_posted", "-id"]
        default_permissions = ("change", "view")
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="careers_offer_once"),
        ]
        indexes = [
            models.Index(
                fields=["-date_posted", "-id"],
                condition=models.Q(closed_at=None),
                name="careers_offer_newest",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        in_time = self.valid_through is None or self.valid_through >= timezone.localdate()
        return self.closed_at is None and in_time

    @property
    def slug(self) -> str:
        """The words of the title that fit an address; never empty."""
        return slugify(plain(self.title))[:80].strip("-") or "offer"

    def get_absolute_url(self) -> str:
        """Its one page, in its own language."""
        return self._address("offer", self.pk, self.slug)

    def get_go_url(self) -> str:
        """The counted way to where people apply."""
        return self._address("offer_go", self.pk)

    def _address(self, name: str, *args: object) -> str:
        with translation.override(self.language):
            return reverse(name, args=args)


class OfferDay(models.Model):
    """How often people went on to an offer on one day; nobody is told apart."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("day of an offer")
        verbose_name_plural = _("days of offers")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["offer", "day"], name="careers_offer_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.clicks}"


class MatchingRule(models.Model):
    """An offer that says one of these words, in this job family, is about a profession."""

    profession = models.ForeignKey(
        Profession,
        verbose_name=_("profession"),
        on_delete=models.CASCADE,
        related_name="matching_rules",
    )
    keywords = models.TextField(
        _("words in the title"),
        blank=True,
        help_text=_(
            "One or several words on each line; any line is enough. Accents and capitals make no "
            "difference; an asterisk stands for any ending: analyst*."
        ),
    )
    family = models.CharField(
        _("job family in the feed"),
        max_length=200,
        blank=True,
        help_text=_(
            "As the feed writes it (department, team or category). With words too, both must fit."
        ),
    )

    class Meta:
        verbose_name = _("matching rule")
        verbose_name_plural = _("matching rules")
        ordering = ["profession__name", "id"]

    def __str__(self) -> str:
        return str(self.profession)

    def clean(self):
        super().clean()
        if not re.search(r"\w", self.keywords + self.family):
            raise ValidationError({"keywords": _("Give words, a job family, or both.")})
