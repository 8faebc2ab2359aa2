"""What came from where, so that importing again finds it, and sees what editors took over."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..threads.models import Thread


class ImportedThread(models.Model):
    """A question of another place, and the thread it became. Outlives the thread."""

    source = models.CharField(max_length=120)
    external_id = models.CharField(max_length=200)
    thread = models.ForeignKey(
        Thread, null=True, on_delete=models.SET_NULL, related_name="imported_from"
    )
    fingerprint = models.CharField(max_length=64)
    # Ids of the revisions that the import left; others since then are somebody's work.
    revision = models.PositiveBigIntegerField()
    live_revision = models.PositiveBigIntegerField(null=True)

    class Meta:
        verbose_name = _("imported thread")
        verbose_name_plural = _("imported threads")
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="backstage_imported"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.external_id}"

    def touched(self) -> str:
        """What people did here with the thread since it was imported; "" for nothing."""
        thread = self.thread
        if thread is None:
            return "deleted here since"
        if thread.latest_revision_id != self.revision:
            return "edited here since"
        if thread.live and thread.live_revision_id != self.live_revision:
            return "published here since"
        if not thread.live and thread.first_published_at:
            return "unpublished here since"
        return "locked here" if thread.locked else ""
