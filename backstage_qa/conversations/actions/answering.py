"""What the staff write: answers, requests, notes among themselves."""

import uuid

from ... import signals
from ..errors import WrongStatus
from ..models import Conversation, Message
from .checking import checked_text
from .merging import pass_on
from .messages import sent_once, stamped, write
from .replying import reply, take
from .transition import announce, transition


def answer(
    *,
    conversation: Conversation,
    by,
    text: str,
    seen_version: int | None = None,
    key: uuid.UUID | None = None,
) -> Message:
    """Answer the candidate, and those who asked the same. Nothing is approved or published.

    The promise is kept, or late. An expert who answers what was unassigned takes it.
    Raises ``StaleWrite`` with both texts when somebody else wrote since ``seen_version``.
    """
    text = checked_text(text)
    stamp = stamped(by, key, "answer", conversation.pk, text)

    def write_answer() -> Message:
        with transition(
            "answer", conversation, by=by, seen_version=seen_version, text=text
        ) as locked:
            message = reply(locked, text, stamp=stamp)
            pass_on(message, by=by)
        return message

    return sent_once(stamp, write_answer)


def ask_for_detail(
    *,
    conversation: Conversation,
    by,
    text: str,
    seen_version: int | None = None,
    key: uuid.UUID | None = None,
) -> Message:
    """Ask the candidate for what an answer needs. It answers nothing: the promise stands."""
    text = checked_text(text)
    stamp = stamped(by, key, "ask_for_detail", conversation.pk, text)

    def write_request() -> Message:
        with transition(
            "ask_for_detail", conversation, by=by, seen_version=seen_version, text=text
        ) as locked:
            if locked.candidate_id is None:
                raise WrongStatus("ask_for_detail", locked.status)  # nobody can reply
            message = write(locked, Message.Kind.REQUEST, text, stamp=stamp)
            take(locked, message.expert)
            locked.detail_asked_at = message.created_at
            announce(signals.detail_requested, locked, message=message, by=by)
        return message

    return sent_once(stamp, write_request)


def note(*, conversation: Conversation, by, text: str, key: uuid.UUID | None = None) -> Message:
    """Write something that only the staff read."""
    text = checked_text(text)
    stamp = stamped(by, key, "note", conversation.pk, text)

    def write_note() -> Message:
        with transition("note", conversation, by=by) as locked:
            message = write(locked, Message.Kind.NOTE, text, stamp=stamp)
            announce(signals.noted, locked, message=message, by=by)
        return message

    return sent_once(stamp, write_note)
