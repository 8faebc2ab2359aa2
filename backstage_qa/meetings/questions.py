"""The questions of a meeting that HR may read: one line each, and nobody's name."""

from dataclasses import dataclass

from ..conversations.models import Conversation
from ..conversations.states import Status
from ..personal_data.detect import mask
from .models import Meeting

ACCEPTED = (Status.OPEN, Status.ON_HOLD, Status.ANSWERED, Status.CLOSED)


@dataclass(frozen=True)
class Asked:
    """``line`` with personal data masked."""

    line: str
    profession: str
    in_room: bool
    is_answered: bool


def questions_of(meeting: Meeting) -> tuple[list[Asked], int]:
    """Those that an editor accepted, in each language, and how many are not read yet."""
    rows = Conversation.objects.filter(meeting__translation_key=meeting.translation_key)
    unread = rows.filter(status=Status.RECEIVED).count()
    accepted = rows.filter(status__in=ACCEPTED).select_related("profession").order_by("pk")
    return [
        Asked(mask(row.subject), row.profession.name, row.was_asked_at_meeting, not row.is_owed)
        for row in accepted
    ], unread
