"""Saying that an answer takes longer: to who asked, and to those who wait for the same answer."""

import datetime
import uuid

from django.utils import timezone

from ... import signals
from ..models import Conversation, Message, Promise
from ..promise import DueDate, held_until
from . import promising
from .checking import checked_choice, checked_text
from .merging import waiting_with
from .messages import Stamp, sent_once, stamped, write
from .replying import take
from .transition import announce, transition


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
    """Say that the answer takes longer, why, and until when. It never counts as an answer.

    Those who asked the same are told too, unless their own day is a later one.
    """
    return _hold("hold", conversation, by, text, reason, until, seen_version, key)


def hold_merged(
    *,
    conversation: Conversation,
    by,
    text: str,
    reason: Message.HoldReason,
    until: datetime.date,
    seen_version: int | None = None,
    key: uuid.UUID | None = None,
) -> Message:
    """Say so to one who waits with others, as when these were told a later day before."""
    return _hold("hold_merged", conversation, by, text, reason, until, seen_version, key)


def _hold(verb, conversation, by, text, reason, until, seen_version, key) -> Message:
    text = checked_text(text)
    reason = checked_choice(reason, Message.HoldReason)
    stamp = stamped(by, key, verb, conversation.pk, text, reason, until)
    data = {"reason": str(reason), "until": until.isoformat()}

    def write_holding_reply() -> Message:
        with transition(
            verb, conversation, by=by, seen_version=seen_version, text=text, data=data
        ) as locked:
            now = timezone.now()
            others = [one for one in waiting_with(locked) if one.candidate_id != by.pk]
            due = held_until(until, now, _first_interview([locked, *others], now))
            message = _reply(locked, text, reason, due, stamp)
            if verb == "hold":
                take(locked, message.expert)
            announce(signals.holding_reply_sent, locked, message=message, by=by)
            for other in others:
                if other.due_at is None or other.due_at < due.at:
                    _pass_on(message, other, due, by)
        return message

    return sent_once(stamp, write_holding_reply)


def _first_interview(conversations: list[Conversation], now) -> datetime.date | None:
    """The first day to come on which one of these candidates has to have the answer."""
    today = timezone.localdate(now)
    days = [one.interview_on for one in conversations if one.interview_on]
    return min((day for day in days if day >= today), default=None)


def _pass_on(message: Message, conversation: Conversation, due: DueDate, by) -> None:
    data = {"with": message.conversation_id, "until": due.on.isoformat()}
    with transition("hold_merged", conversation, by=by, data=data, follows=True) as locked:
        stamp = Stamp(by, None, "")
        told = _reply(locked, message.text, message.hold_reason, due, stamp)
        announce(signals.holding_reply_sent, locked, message=told, by=by)


def _reply(conversation: Conversation, text: str, reason: str, due: DueDate, stamp: Stamp):
    message = write(conversation, Message.Kind.HOLDING, text, stamp=stamp, hold_reason=reason)
    promising.end(conversation, Promise.Outcome.REPLACED)
    promising.make(conversation, Promise.Kind.HOLDING, due)
    return message
