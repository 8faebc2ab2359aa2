"""Taking a thread off the public pages on purpose: why, and where its address leads then."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from ..conversations.errors import NotAllowed
from ..epoch import moved_last
from . import publication, reports
from .log import DELETED, RETIRED, RetiringReason
from .models import Thread
from .public import PublishedThread


@moved_last()
def retire(
    *, thread: Thread, by, reason: RetiringReason | str, instead: PublishedThread | None = None
) -> None:
    """Unpublish a thread; its address leads to ``instead`` from now on, or says that it is gone.

    Addresses that led to it follow. Published again, the thread has its address back.
    Raises ``NotAllowed``, and ``ValidationError`` with the field (``reason``, ``instead``).
    """
    if not by.has_perm("backstage_qa.publish_thread"):
        raise NotAllowed
    _check_reason(reason)
    publication.held_sources(thread)
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    row, instead = _both(thread, instead)
    if reason == RetiringReason.SAME and instead is None:
        raise ValidationError({"instead": _("Choose the thread that stays.")})
    if row and instead:
        row.replaces.update(replaced_by=instead)  # an address leads there in one step
    if row:
        PublishedThread.objects.filter(pk=row.pk).update(replaced_by=instead)
        reports.close_all(row=row, by=by)
    thread.unpublish(log_action=False)
    data = {"reason": str(reason), "instead": instead.pk if instead else None}
    log(instance=thread, action=RETIRED, user=by, data=data)


@moved_last()
def delete(
    *, thread: Thread, by, reason: RetiringReason | str, instead: PublishedThread | None = None
) -> None:
    """Delete a thread, which nothing brings back; one that is public is retired first.

    Raises as ``retire`` does.
    """
    if not by.has_perm("backstage_qa.delete_thread"):
        raise NotAllowed
    _check_reason(reason)
    thread.refresh_from_db(fields=["live"])
    if thread.live:
        retire(thread=thread, by=by, reason=reason, instead=instead)
    log(instance=thread, action=DELETED, user=by, data={"reason": str(reason)}, deleted=True)
    thread.delete()


def _check_reason(reason: RetiringReason | str) -> None:
    if reason not in RetiringReason.values:
        raise ValidationError({"reason": _("Choose a reason.")})


def _both(
    thread: Thread, instead: PublishedThread | None
) -> tuple[PublishedThread | None, PublishedThread | None]:
    """The public row of a thread and the one that stays, held until the commit."""
    if not thread.live:
        raise ValidationError(_("This thread is no longer public."))
    wanted = models.Q(thread=thread) | models.Q(pk=instead and instead.pk)
    held = PublishedThread.objects.public().for_lists().select_for_update().order_by("pk")
    rows = {found.pk: found for found in held.filter(wanted)}
    row = next((found for found in rows.values() if found.thread_id == thread.pk), None)
    if instead is None:
        return row, None
    stays = rows.get(instead.pk)
    if stays is None or stays == row or (row and stays.language != row.language):
        problem = _("Choose another thread, public and in the same language.")
        raise ValidationError({"instead": problem})
    return row, stays


def places_of(thread: Thread) -> models.QuerySet:
    """Where pages embed a thread, or one that it took the place of: Wagtail's reference index."""
    held = models.Q(thread=thread) | models.Q(replaced_by__thread=thread)
    found = ReferenceIndex.get_references_to_in_bulk(PublishedThread.objects.filter(held))
    # Rows of ours point to it, too: nobody placed it there.
    return found.exclude(base_content_type__app_label=PublishedThread._meta.app_label)
