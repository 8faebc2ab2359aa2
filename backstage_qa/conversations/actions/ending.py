"""Ending a conversation, and what its candidate decides about it."""

import uuid

from django.utils import timezone

from ... import signals
from ..errors import WrongStatus
from ..models import Conversation, Message, Promise
from ..reasons import DeclineReason, checked_reason
from . import promising
from .checking import checked_text
from .merging import release
from .messages import sent_once, stamped, write
from .transition import Unchanged, announce, transition


def decline(
    *,
    conversation: Conversation,
    by,
    reason: DeclineReason,
    text: str,
    seen_version: int | None = None,
    key: uuid.UUID | None = None,
) -> Message:
    """Decline, for one of the reasons offered; ``text`` says where to go instead."""
    text = checked_text(text)
    reason = checked_reason(reason, conversation.language)
    stamp = stamped(by, key, "decline", conversation.pk, reason.name, text)
    data = {"reason": reason.name}

    def write_refusal() -> Message:
        with transition(
            "decline", conversation, by=by, seen_version=seen_version, text=text, data=data
        ) as locked:
            message = write(locked, Message.Kind.DECLINE, text, stamp=stamp)
            locked.decline_reason = reason.name
            promising.end(locked, Promise.Outcome.VOID)
            announce(signals.conversation_declined, locked, message=message, by=by)
            release(locked)
        return message

    return sent_once(stamp, write_refusal)


def close(*, conversation: Conversation, by, seen_version: int | None = None) -> Conversation:
    """Close an answered conversation. ``by`` is None when time closes it."""
    with transition("close", conversation, by=by, seen_version=seen_version) as locked:
        announce(signals.conversation_closed, locked, by=by)
    return locked


def withdraw(*, conversation: Conversation, by) -> Conversation:
    """Take the question back: no answer is owed, and nothing of it stays public."""
    with transition("withdraw", conversation, by=by) as locked:
        promising.end(locked, Promise.Outcome.VOID)
        locked.consent, locked.merged_into = False, None
        announce(signals.conversation_withdrawn, locked, by=by)
        signals.consent_changed.send(Conversation, conversation=locked, consent=False, by=by)
        release(locked)
    return locked


def ask_consent(*, conversation: Conversation, by, seen_version: int | None = None) -> Conversation:
    """Ask a candidate who did not agree to publication whether they would: by mail, and once."""
    with transition("ask_consent", conversation, by=by, seen_version=seen_version) as locked:
        if not locked.may_be_asked_for_consent:
            raise WrongStatus("ask_consent", locked.status)
        locked.consent_asked_at = timezone.now()
        announce(signals.consent_asked, locked, by=by)
    return locked


def change_consent(*, conversation: Conversation, by, consent: bool) -> Conversation:
    """Give or withdraw consent to publication. A withdrawal unpublishes at once."""
    with transition("change_consent", conversation, by=by, data={"consent": consent}) as locked:
        if locked.consent == consent:
            raise Unchanged
        locked.consent = consent
        announce(signals.consent_changed, locked, consent=consent, by=by)
    return locked
