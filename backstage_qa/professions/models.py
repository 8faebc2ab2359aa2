"""What candidates ask about: professions, gathered in families."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin

from .. import signals
from ..addresses import page_address
from ..conf import backstage_settings
from ..epoch import MovesEpoch, moved_last
from .querysets import ProfessionQuerySet


class Family(MovesEpoch, TranslatableMixin, models.Model):
    """A group of professions, such as "Risk and compliance"."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120)
    intro = models.TextField(_("introduction"), blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("intro"),
        FieldPanel("sort_order"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("family of professions")
        verbose_name_plural = _("families of professions")
        ordering = ["sort_order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="backstage_family_slug"),
        ]

    def __str__(self) -> str:
        return self.name


class Profession(MovesEpoch, TranslatableMixin, models.Model):
    """A profession, or a subject common to all such as "How we recruit"; one per language."""

    class State(models.TextChoices):
        OPEN = "open", _("Open to questions")
        WAITING = "waiting", _("Waiting list")
        CLOSED = "closed", _("Closed to questions")

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("slug"), max_length=160)
    family = models.ForeignKey(
        Family,
        verbose_name=_("family"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="professions",
    )
    is_subject = models.BooleanField(
        _("subject common to all professions"),
        default=False,
        help_text=_("Such as “How we recruit”, answered by HR."),
    )
    summary = models.TextField(_("summary"), blank=True, help_text=_("One or two sentences."))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.CLOSED, db_index=True
    )
    source_note = models.CharField(
        _("source and licence"),
        max_length=255,
        blank=True,
        help_text=_("Shown where the text is not the employer's own."),
    )
    source_url = models.URLField(_("source address"), blank=True)

    review_months = models.PositiveSmallIntegerField(
        _("months until its answers are verified again"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Empty for the usual period."),
    )

    objects = ProfessionQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("family"),
        FieldPanel("is_subject"),
        FieldPanel("state"),
        FieldPanel("summary"),
        FieldPanel("review_months"),
        FieldPanel("source_note"),
        FieldPanel("source_url"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("profession")
        verbose_name_plural = _("professions")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="backstage_profession_slug"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        with moved_last():
            before = type(self).objects.filter(pk=self.pk).first()
            super().save(*args, **kwargs)
            if before is None:
                return
            if before.slug != self.slug:
                self._keep_address(before.slug)
            if (before.slug, before.name) != (self.slug, self.name):
                signals.profession_renamed.send(type(self), profession=self)
            if before.review_months != self.review_months:
                signals.review_period_changed.send(type(self), profession=self)

    def _keep_address(self, former: str) -> None:
        FormerSlug.objects.filter(profession=self, slug=self.slug).delete()
        FormerSlug.objects.get_or_create(profession=self, slug=former)
        signals.profession_readdressed.send(type(self), profession=self, former_slug=former)

    @property
    def accepts_questions(self) -> bool:
        return self.state == self.State.OPEN

    def get_absolute_url(self) -> str:
        """Where the host shows it, else the list of its threads, else ""."""
        language = self.locale.language_code
        if pattern := backstage_settings.PROFESSION_URL:
            return pattern.format(language=language, slug=self.slug)
        threads = page_address("thread_list", language=language)
        return threads and f"{threads}?profession={self.slug}"


class FormerSlug(models.Model):
    """An address that a profession had, and that people may still have."""

    profession = models.ForeignKey(
        Profession, on_delete=models.CASCADE, related_name="former_slugs"
    )
    slug = models.SlugField(max_length=160)

    class Meta:
        verbose_name = _("former address of a profession")
        verbose_name_plural = _("former addresses of professions")
        constraints = [
            models.UniqueConstraint(fields=["slug", "profession"], name="backstage_former_slug"),
        ]

    def __str__(self) -> str:
        return self.slug
