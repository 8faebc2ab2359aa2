"""What the search reads, and what it could not find. No private word is in either table."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SearchDocument(models.Model):
    """The words of one public thread, folded and stemmed; there while it is public.

    The database keeps an index beside it that Django does not know: a column
    ``vector`` and two GIN indexes on PostgreSQL, the FTS5 table
    ``backstage_qa_searchindex``, three triggers and an index of the keys on SQLite. A
    migration that alters this table on SQLite remakes it without them: it must make
    them again.
    """

    thread = models.OneToOneField(
        "backstage_qa.PublishedThread",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="document",
    )
    language = models.CharField(max_length=10)
    # " p12 t5 e7 ": ids of professions, tags and experts, to narrow and count by
    keys = models.TextField()
    # The title's words whole, then stemmed: what suggestions begin with
    words = models.TextField()
    title = models.TextField()
    answers = models.TextField()
    questions = models.TextField()  # and follow-ups

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")

    def __str__(self) -> str:
        return str(self.pk)


class FruitlessSearch(models.Model):
    """Words that were searched for in vain, and how often: never by whom."""

    language = models.CharField(_("language"), max_length=10)
    text = models.CharField(_("words"), max_length=80)
    profession = models.ForeignKey(  # to which the search was narrowed
        "backstage_qa.Profession",
        verbose_name=_("profession"),
        null=True,
        on_delete=models.CASCADE,
        related_name="fruitless_searches",
    )
    count = models.PositiveIntegerField(_("searches"), default=1)
    first_on = models.DateField(_("first"), default=timezone.localdate)
    last_on = models.DateField(_("last"), default=timezone.localdate)

    class Meta:
        verbose_name = _("search without a result")
        verbose_name_plural = _("searches without a result")
        ordering = ["-count", "-last_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "text"],
                condition=models.Q(profession=None),
                name="backstage_fruitless_words",
            ),
            models.UniqueConstraint(
                fields=["profession", "language", "text"], name="backstage_fruitless_narrowed"
            ),
        ]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return self.text
