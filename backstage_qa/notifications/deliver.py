"""Sending what is due: claim, send outside any transaction, mark.

A process killed between the server's "250" and the mark sends that mail again
once the lease has run out, under the same Message-ID; nothing else is doubled
and nothing is lost.
"""

import datetime
import logging
from collections.abc import Iterator

from django.core.mail import get_connection
from django.utils import timezone

from .messages import compose
from .models import Notification
from .truth import is_true

logger = logging.getLogger(__name__)

State = Notification.State

FIRST_DELAY = datetime.timedelta(minutes=1)  # and twice as long after each failure
MAX_ATTEMPTS = 12  # about a day and a half


def deliver_due() -> Iterator[State]:
    """Deliver what is due, one mail at a time; yield what became of each.

    Stops at once, with nothing claimed and no attempt counted, while the mail
    server cannot be reached.
    """
    while Notification.objects.due(timezone.now()).exists():
        connection = get_connection()
        try:
            connection.open()
        except OSError as error:
            logger.warning("The mail server cannot be reached; mails wait: %s", error)
            return
        try:
            row = Notification.objects.claim(timezone.now())
            if row is None:  # another process is at it
                return
            yield _deliver(row, connection)
        finally:
            connection.close()


def _deliver(row: Notification, connection) -> State:
    if row.attempts > MAX_ATTEMPTS:  # it killed whoever tried
        Notification.objects.settle(row, state=State.FAILED)
        return State.FAILED
    try:
        if not is_true(row):
            Notification.objects.settle(row, state=State.DROPPED)
            return State.DROPPED
        connection.send_messages([compose(row)])
    except Exception:
        logger.exception("Mail %s could not be sent (attempt %s)", row.uid, row.attempts)
        return _try_later(row)
    Notification.objects.settle(row, state=State.SENT, sent_at=timezone.now())
    return State.SENT


def _try_later(row: Notification) -> State:
    state = State.FAILED if row.attempts >= MAX_ATTEMPTS else State.PENDING
    delay = FIRST_DELAY * 2 ** (row.attempts - 1)
    Notification.objects.settle(row, state=state, next_attempt_at=timezone.now() + delay)
    return state
