"""What the demonstration tells of its past was mailed in its past."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.test import override_settings

from backstage_qa.models import Notification


@contextmanager
def silence() -> Iterator[None]:
    """Nothing is mailed of what is loaded, neither by us nor by Wagtail's workflow."""
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend"):
        yield


def mark_sent() -> None:
    """Mails about the past stand in the register as sent on the day they tell of."""
    waiting = Notification.objects.filter(state=Notification.State.PENDING)
    about = ("published_thread", "published_meeting", "conversation", "expert_question")
    told = list(waiting.select_related(*about))
    for mail in told:
        mail.state, mail.attempts = Notification.State.SENT, 1
        mail.created_at = mail.sent_at = _told_of(mail)
    Notification.objects.bulk_update(told, ["state", "attempts", "created_at", "sent_at"])


def _told_of(mail: Notification) -> datetime:
    if mail.published_meeting:
        return mail.published_meeting.cancelled_at
    if asked := mail.expert_question:
        return asked.answered_at if mail.kind == Notification.Kind.REPLIED else asked.asked_at
    thread = mail.published_thread
    return thread.published_at if thread else mail.conversation.last_message_at
