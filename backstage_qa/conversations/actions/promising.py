"""Making and ending promises on a locked conversation."""

from django.utils import timezone

from ..models import Conversation, Promise
from ..promise import DueDate


def make(conversation: Conversation, kind: Promise.Kind, due: DueDate) -> Promise:
    """Promise an answer; a pending promise must have been ended before."""
    promise = conversation.promises.create(
        kind=kind, due_at=due.at, due_on=due.on, rule=due.rule, made_at=timezone.now()
    )
    conversation.due_at = due.at
    return promise


def end(conversation: Conversation, outcome: Promise.Outcome) -> Promise | None:
    """End the pending promise. One that is kept after its date is late, for ever."""
    promise = conversation.promises.filter(outcome=Promise.Outcome.PENDING).first()
    conversation.due_at = None
    if promise is None:
        return None
    now = timezone.now()
    if now > promise.due_at and outcome != Promise.Outcome.VOID:
        outcome = Promise.Outcome.LATE
    promise.outcome, promise.ended_at = outcome, now
    promise.save(update_fields=["outcome", "ended_at"])
    return promise
