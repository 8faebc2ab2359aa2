"""The threads that an editor chose to stand below another."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from .choosers import published_thread_chooser
from .public import PublishedThread

if TYPE_CHECKING:
    from .models import Thread

MOST = 5


class RelatedThread(Orderable):
    """A public thread that readers of another are led to."""

    thread = ParentalKey(
        "backstage_qa.Thread", related_name="related_items", on_delete=models.CASCADE
    )
    related = models.ForeignKey(
        PublishedThread, verbose_name=_("thread"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("related", widget=published_thread_chooser.widget_class)]

    class Meta(Orderable.Meta):
        verbose_name = _("related thread")
        verbose_name_plural = _("related threads")

    def __str__(self) -> str:
        return f"{self.thread_id} → {self.related_id}"


def chosen_for(draft: "Thread") -> list[int]:
    """Ids of the public rows chosen for a draft, each once, in order."""
    return list(dict.fromkeys(item.related_id for item in draft.related_items.all()))[:MOST]
