"""Bringing a question to the person who can answer it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ... import signals
from ...experts.models import Expert
from ..models import Conversation
from ..permissions import covers
from .transition import announce, transition


def accept(
    *,
    conversation: Conversation,
    by,
    expert: Expert | None = None,
    seen_version: int | None = None,
) -> Conversation:
    """Accept a question, and assign it when an expert is given."""
    with transition("accept", conversation, by=by, seen_version=seen_version) as locked:
        if expert is not None:
            _check_can_take(expert, locked)
        locked.assigned_to = expert
        announce(signals.conversation_accepted, locked, by=by)
        if expert is not None:
            announce(signals.conversation_assigned, locked, previous_expert=None, by=by)
    return locked


def assign(
    *, conversation: Conversation, by, expert: Expert | None, seen_version: int | None = None
) -> Conversation:
    """Give a conversation to an expert, or back to all of its profession (None)."""
    data = {"expert": expert.pk if expert else None}
    with transition("assign", conversation, by=by, seen_version=seen_version, data=data) as locked:
        previous = locked.assigned_to
        if expert is not None:
            _check_can_take(expert, locked)
        locked.assigned_to = expert
        announce(signals.conversation_assigned, locked, previous_expert=previous, by=by)
    return locked


def _check_can_take(expert: Expert, conversation: Conversation) -> None:
    """An expert gets only what is theirs, while they are there, and never their own question."""
    if not covers(expert, conversation):
        refusal = _("This expert does not answer for this profession.")
    elif expert.user is None or not expert.user.is_active:
        refusal = _("This expert has no account that could answer.")
    elif expert.user_id == conversation.candidate_id:
        refusal = _("Nobody answers their own question.")
    elif expert.is_away():
        refusal = _("This expert is away. Choose somebody who is there.")
    else:
        return
    raise ValidationError({"expert": refusal})
