"""What the staff write: answers, holding replies, notes among themselves."""

import datetime
import uuid

from django.utils import timezone

from ... import signals
from ..models import Conversation, Message, Promise
from ..promise import held_until
from . import promising
from .messages import digest, sent_before, write
from .transition import checked_text, transition


def answer(
    *,
    conversation: Conversation,
    by,
    text: str,
    seen_version: int | None = None,
    key: uuid.UUID | None = None,
) -> Message:
    """Answer the candidate. The promise is kept, or late; nobody is approved or published.

    An expert who answers what was unassigned takes it. Raises ``StaleWrite``
    with both texts when somebody else wrote since ``seen_version``.
    """
    text = checked_text(text)
    fingerprint = digest("answer", conversation.pk, text)
    if earlier := sent_before(by, key, fingerprint):
        return earlier
    with transition("answer", conversation, by=by, seen_version=seen_version, text=text) as locked:
        message = write(locked, Message.Kind.ANSWER, text, by=by, key=key, fingerprint=fingerprint)
        if locked.assigned_to is None and message.expert is not None:
            locked.assigned_to = message.expert
        promising.end(locked, Promise.Outcome.KEPT)
        signals.conversation_answered.send(
            Conversation, conversation=locked, message=message, by=by
        )
    return message


def hold(
    *,
    conversation: Conversation,
    by,
    text: str,
    reason: Message.HoldReason,
    until: datetime.date,
    seen_version: int | None = None,
    key: uuid.UUID | None = None,
) -> Message:
    """Say that the answer takes longer, why, and until when. It never counts as an answer."""
    text = checked_text(text)
    fingerprint = digest("hold", conversation.pk, text, reason, until)
    if earlier := sent_before(by, key, fingerprint):
        return earlier
    with transition(
        "hold",
        conversation,
        by=by,
        seen_version=seen_version,
        text=text,
        data={"reason": str(reason), "until": until.isoformat()},
    ) as locked:
        due = held_until(until, timezone.now(), locked.interview_on)
        message = write(
            locked,
            Message.Kind.HOLDING,
            text,
            by=by,
            key=key,
            fingerprint=fingerprint,
            hold_reason=reason,
        )
        if locked.assigned_to is None and message.expert is not None:
            locked.assigned_to = message.expert
        promising.end(locked, Promise.Outcome.REPLACED)
        promising.make(locked, Promise.Kind.HOLDING, due)
        signals.holding_reply_sent.send(Conversation, conversation=locked, message=message, by=by)
    return message


def note(*, conversation: Conversation, by, text: str, key: uuid.UUID | None = None) -> Message:
    """Write something that only the staff read."""
    text = checked_text(text)
    fingerprint = digest("note", conversation.pk, text)
    if earlier := sent_before(by, key, fingerprint):
        return earlier
    with transition("note", conversation, by=by) as locked:
        message = write(locked, Message.Kind.NOTE, text, by=by, key=key, fingerprint=fingerprint)
        signals.noted.send(Conversation, conversation=locked, message=message, by=by)
    return message
