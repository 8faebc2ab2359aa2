"""The threads that an editor chose to stand below another: proposed, chosen by hand."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from ..conversations.errors import NotAllowed
from .choosers import published_thread_chooser
from .holding import held_text
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


def proposed_for(draft: "Thread") -> list[PublishedThread]:
    """Threads of its language and professions that are most like a draft, without those chosen."""
    about = PublishedThread.objects.in_language(draft.locale.language_code).filter(
        professions__in=draft.professions.all()
    )
    alike = about.exclude(thread=draft.pk).distinct().similar_to(draft.title)
    chosen = chosen_for(draft)
    return [row for row in alike if row.pk not in chosen][:MOST]


@transaction.atomic
def relate(*, thread: "Thread", rows: Iterable[PublishedThread], by) -> None:
    """Choose public threads for the draft of another, after those that were chosen.

    Raises ``NotAllowed``, and ``ValidationError`` where there are too many or somebody
    holds the text.
    """
    if not by.has_perm("backstage_qa.change_thread"):
        raise NotAllowed
    thread = held_text(thread, by)
    draft = thread.get_latest_revision_as_object()
    chosen = chosen_for(draft)
    new = [row for row in rows if row.pk not in chosen]
    if len(chosen) + len(new) > MOST:
        problem = gettext("At most %(most)d threads are related to one.")
        raise ValidationError(problem % {"most": MOST})
    for place, row in enumerate(new, start=len(chosen)):
        draft.related_items.add(RelatedThread(related=row, sort_order=place))
    draft.save_revision(user=by)
