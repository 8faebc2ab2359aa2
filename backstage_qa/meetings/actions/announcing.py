"""What people of HR do to a meeting, besides writing its text."""

import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from ... import signals
from ...epoch import move_on
from ..models import Meeting
from ..public import Cancellation, PublishedMeeting
from ..staff import require_staff


@transaction.atomic
def cancel(*, meeting: Meeting, by) -> None:
    """Say, in each language and in people's calendars, that it will not take place.

    At once and without a review, as nothing is written. Twice does no harm.
    Raises ``PermissionDenied``.
    """
    require_staff(by)
    cancelled, is_new = Cancellation.objects.get_or_create(
        translation_key=meeting.translation_key, defaults={"by": by}
    )
    if is_new:
        _tell(meeting, "cancel_meeting", cancelled.cancelled_at, by)


@transaction.atomic
def reinstate(*, meeting: Meeting, by) -> None:
    """Take a cancellation back. Raises ``PermissionDenied``."""
    require_staff(by)
    deleted, _ = Cancellation.objects.filter(translation_key=meeting.translation_key).delete()
    if deleted:
        _tell(meeting, "reinstate_meeting", None, by)


def _tell(meeting: Meeting, verb: str, cancelled_at: datetime.datetime | None, by) -> None:
    rows = PublishedMeeting.objects.filter(translation_key=meeting.translation_key)
    rows.update(cancelled_at=cancelled_at, version=F("version") + 1, updated_at=timezone.now())
    move_on()
    log(instance=meeting, action=f"backstage_qa.{verb}", user=by)
    signals.meeting_cancelled.send(
        Meeting, meeting=meeting, is_cancelled=cancelled_at is not None, by=by
    )
