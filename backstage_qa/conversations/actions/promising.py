"""Making and ending promises on a locked conversation."""

from django.utils import timezone

from ..models import Conversation, Promise
from ..promise import DueDate


def make(conversation: Conversation, kind: Promise.Kind, due: DueDate) -> Promise:
    """Promise an answer; a pending promise must have been ended before."""
    promise = Promise.objects.create(
        conversation=conversation,
        kind=kind,
        due_at=due.at,
        due_on=due.on,
        rule=due.rule,
        made_at=timezone.now(),
    )
    conversation.due_at = due.at
    return promise


def end(conversation: Conversation, outcome: Promise.Outcome) -> Promise | None:
    """End the pending promise, if there is one. Once its date has passed it is late, for ever."""
    promise = conversation.promises.filter(outcome=Promise.Outcome.PENDING).first()
    conversation.due_at = None
    if promise is None:
        return None
    now = timezone.now()
    promise.outcome = Promise.Outcome.LATE if now > promise.due_at else outcome
    promise.ended_at = now
    promise.save(update_fields=["outcome", "ended_at"])
    return promise
