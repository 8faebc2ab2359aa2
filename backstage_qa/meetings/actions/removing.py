"""Asking to be taken out of a film, and what is answered."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ... import signals
from ...conversations.promise import due_date
from ...conversations.texts import plain_text
from ..public import PublishedMeeting
from ..removals import Removal
from ..staff import require_staff

MOST_OPEN = 100  # of one meeting: a film has fewer people in it, and their mails are few


@transaction.atomic
def ask_removal(*, meeting: PublishedMeeting, name: str, email: str, text: str) -> Removal:
    """Keep what somebody in the film of a meeting asks, with the date of its answer.

    Who asks twice has asked once. Raises ``ValidationError``.
    """
    meeting = PublishedMeeting.objects.select_for_update().get(pk=meeting.pk)
    waiting = Removal.objects.open().filter(meeting=meeting)
    if same := waiting.filter(email__iexact=email, text=text).first():
        return same
    if waiting.count() >= MOST_OPEN:
        raise ValidationError(_("Too many people have asked at once. Please try again tomorrow."))
    due = due_date()
    removal = Removal.objects.create(
        meeting=meeting,
        name=name,
        email=email,
        text=text,
        due_on=due.on,
        due_at=due.at,
        rule=due.rule,
    )
    _log(removal, "ask_removal", None)
    signals.removal_asked.send(Removal, removal=removal)
    return removal


@transaction.atomic
def close_removal(*, removal: Removal, note: str, by) -> Removal:
    """Note what came of it; name, address and words of who asked are deleted. Twice is once.

    Raises ``PermissionDenied``, ``ValidationError``.
    """
    require_staff(by)
    removal = Removal.objects.select_for_update().get(pk=removal.pk)
    if removal.closed_at:
        return removal
    if not note.strip():
        raise ValidationError(_("Note what came of it."))
    removal.note = plain_text(note)
    removal.name = removal.email = removal.text = ""
    removal.closed_at, removal.closed_by = timezone.now(), by
    removal.save()
    _log(removal, "close_removal", by)
    return removal


def _log(removal: Removal, verb: str, by) -> None:
    if meeting := removal.meeting.meeting:  # whose announcement may be deleted
        log(instance=meeting, action=f"backstage_qa.{verb}", user=by, data={"id": removal.pk})
