"""Ending a conversation: declining what is not ours to answer, closing what is over."""

import uuid

from ... import signals
from ..models import Conversation, Message, Promise
from . import promising
from .messages import digest, sent_before, write
from .transition import checked_text, transition


def decline(
    *,
    conversation: Conversation,
    by,
    reason: Conversation.DeclineReason,
    text: str,
    seen_version: int | None = None,
    key: uuid.UUID | None = None,
) -> Message:
    """Decline, for a stated reason; ``text`` tells the candidate where to go instead."""
    text = checked_text(text)
    fingerprint = digest("decline", conversation.pk, reason, text)
    if earlier := sent_before(by, key, fingerprint):
        return earlier
    with transition(
        "decline",
        conversation,
        by=by,
        seen_version=seen_version,
        text=text,
        data={"reason": str(reason)},
    ) as locked:
        message = write(locked, Message.Kind.DECLINE, text, by=by, key=key, fingerprint=fingerprint)
        locked.decline_reason = reason
        promising.end(locked, Promise.Outcome.VOID)
        signals.conversation_declined.send(
            Conversation, conversation=locked, message=message, by=by
        )
    return message


def close(*, conversation: Conversation, by) -> Conversation:
    """Close an answered conversation. ``by`` is None when time closes it."""
    with transition("close", conversation, by=by) as locked:
        signals.conversation_closed.send(Conversation, conversation=locked, by=by)
    return locked
