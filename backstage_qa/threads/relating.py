"""Choosing the threads that stand below another: proposed, chosen by hand."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from ..conversations.errors import NotAllowed
from .holding import held_text
from .models import Thread
from .public import PublishedThread
from .related import MOST, RelatedThread, chosen_for


def proposed_for(draft: Thread) -> list[PublishedThread]:
    """Threads of its language and professions that are most like a draft, without those chosen."""
    about = PublishedThread.objects.in_language(draft.locale.language_code).filter(
        professions__in=draft.professions.all()
    )
    alike = about.exclude(thread=draft.pk).distinct().similar_to(draft.title)
    chosen = chosen_for(draft)
    return [row for row in alike if row.pk not in chosen][:MOST]


@transaction.atomic
def relate(*, thread: Thread, rows: Iterable[PublishedThread], by) -> None:
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
