"""Setting spam aside, and taking it back where that was a mistake."""

from django.utils import timezone

from ... import signals
from ..errors import WrongStatus
from ..models import Conversation, Promise
from ..promise import DueDate
from . import promising
from .merging import release
from .transition import announce, transition


def mark_spam(*, conversation: Conversation, by, seen_version: int | None = None) -> Conversation:
    """Set a question aside as spam. Its sender is told nothing."""
    with transition("mark_spam", conversation, by=by, seen_version=seen_version) as locked:
        locked.spam_since = timezone.now()
        promising.end(locked, Promise.Outcome.VOID)
        announce(signals.conversation_marked_as_spam, locked, by=by)
        release(locked)
    return locked


def restore(*, conversation: Conversation, by, seen_version: int | None = None) -> Conversation:
    """Take back that it is spam, within ``SPAM_DAYS``.

    The date first promised stands: our mistake costs the candidate no day.
    """
    with transition("restore", conversation, by=by, seen_version=seen_version) as locked:
        if not locked.is_restorable:
            raise WrongStatus("restore", Conversation.Status.DECLINED)
        locked.spam_since = None
        first = locked.promises.last()
        due = DueDate(at=first.due_at, on=first.due_on, rule=first.rule)
        promising.make(locked, Promise.Kind.QUESTION, due)
        announce(signals.conversation_restored, locked, by=by)
    return locked
