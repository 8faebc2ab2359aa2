"""From what happens to meetings to rows of the outbox, in the action's own transaction."""

from collections.abc import Iterator

from django.utils import timezone

from ..conversations.models import Conversation
from ..conversations.states import Status
from ..experts.models import Expert
from ..meetings.models import Meeting
from ..meetings.public import PublishedMeeting
from ..meetings.staff import staff
from .models import Notification
from .outbox import post
from .people import language_of

Kind = Notification.Kind
NOT_CONCERNED = (Status.DECLINED, Status.WITHDRAWN)


def removal_asked(sender, removal, **kwargs) -> None:
    """To those who look after meetings, once a day for each film however many ask."""
    meeting = removal.meeting
    to = [(user, language_of(user, meeting.language)) for user in staff()]
    event = f"removal:{meeting.pk}:{timezone.localdate().isoformat()}"
    post(Kind.REMOVAL, event, to, removal=removal)


def cancelled(sender, meeting, is_cancelled, by, **kwargs) -> None:
    """To who asked a question in advance and who is announced to speak, while it is to come."""
    event = f"meeting:{meeting.translation_key}:{timezone.now().isoformat()}"
    concerned = _concerned(meeting) if is_cancelled else _told_before(meeting)
    kind = Kind.MEETING_OFF if is_cancelled else Kind.MEETING_ON
    for user, row, conversation in concerned:
        if user != by:
            to = [(user, row.language if conversation else language_of(user, row.language))]
            post(kind, event, to, published_meeting=row, conversation=conversation)


Concerned = tuple[object, PublishedMeeting, Conversation | None]


def _concerned(meeting: Meeting) -> Iterator[Concerned]:
    rows = PublishedMeeting.objects.translations_of(meeting).upcoming()
    by_language = {row.language: row for row in rows}
    asked = Conversation.objects.filter(meeting__in=rows, candidate__is_active=True)
    asked = asked.exclude(status__in=NOT_CONCERNED)
    for conversation in asked.select_related("candidate"):
        yield conversation.candidate, by_language[conversation.language], conversation
    speaking = Expert.objects.filter(
        speaking__meeting__translation_key=meeting.translation_key, user__is_active=True
    )
    for expert in speaking.select_related("user").distinct() if by_language else ():
        language = language_of(expert.user, meeting.locale.language_code)
        yield expert.user, by_language.get(language) or next(iter(by_language.values())), None


def _told_before(meeting: Meeting) -> Iterator[Concerned]:
    """Who was sent the mail that it is cancelled."""
    rows = PublishedMeeting.objects.translations_of(meeting).upcoming()
    told = Notification.objects.filter(
        kind=Kind.MEETING_OFF, state=Notification.State.SENT, published_meeting__in=rows
    )
    for mail in told.select_related("recipient", "published_meeting", "conversation"):
        yield mail.recipient, mail.published_meeting, mail.conversation
