"""What every answer does to its conversation, by whatever verb it comes."""

from ... import signals
from ...experts.models import Expert
from ..models import Conversation, Message, Promise
from ..permissions import covers
from . import promising
from .messages import Stamp, write
from .transition import announce


def reply(conversation: Conversation, text: str, *, stamp: Stamp, **fields) -> Message:
    """Write an answer to a locked conversation: its promise ends, its candidate is told."""
    message = write(conversation, Message.Kind.ANSWER, text, stamp=stamp, **fields)
    take(conversation, message.expert)
    conversation.detail_asked_at = None
    promising.end(conversation, Promise.Outcome.KEPT)
    announce(signals.conversation_answered, conversation, message=message, by=stamp.by)
    return message


def take(conversation: Conversation, expert: Expert | None) -> None:
    """Make it this expert's, if it is nobody's and of one of their professions."""
    if conversation.assigned_to is None and expert and covers(expert, conversation):
        conversation.assigned_to = expert
