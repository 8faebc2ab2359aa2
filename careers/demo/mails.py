"""What the demonstration tells of its past was mailed in its past."""

from collections.abc import Iterator
from contextlib import contextmanager

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
    told = list(waiting.select_related("published_thread", "published_meeting"))
    for mail in told:
        mail.state, mail.attempts = Notification.State.SENT, 1
        thread, meeting = mail.published_thread, mail.published_meeting
        mail.created_at = mail.sent_at = meeting.cancelled_at if meeting else thread.published_at
    Notification.objects.bulk_update(told, ["state", "attempts", "created_at", "sent_at"])
