"""Bringing a question to the person who can answer it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ... import signals
from ...experts.models import Expert
from ..models import Conversation
from .transition import transition


def accept(*, conversation: Conversation, by, expert: Expert | None = None) -> Conversation:
    """Accept a question, and assign it when an expert is given."""
    with transition("accept", conversation, by=by) as locked:
        if expert is not None:
            _check_covers(expert, locked)
            locked.assigned_to = expert
        signals.conversation_accepted.send(Conversation, conversation=locked, by=by)
        if expert is not None:
            signals.conversation_assigned.send(
                Conversation, conversation=locked, previous_expert=None, by=by
            )
    return locked


def assign(
    *, conversation: Conversation, by, expert: Expert | None, seen_version: int | None = None
) -> Conversation:
    """Give a conversation to an expert, or back to all of its profession (None)."""
    data = {"expert": expert.pk if expert else None}
    with transition("assign", conversation, by=by, seen_version=seen_version, data=data) as locked:
        previous = locked.assigned_to
        if expert is not None:
            _check_covers(expert, locked)
        locked.assigned_to = expert
        signals.conversation_assigned.send(
            Conversation, conversation=locked, previous_expert=previous, by=by
        )
    return locked


def _check_covers(expert: Expert, conversation: Conversation) -> None:
    """An expert gets only what is theirs, and never their own question."""
    if not expert.professions.filter(pk=conversation.profession_id).exists():
        raise ValidationError({"expert": _("This expert does not answer for this profession.")})
    if expert.user_id and expert.user_id == conversation.candidate_id:
        raise ValidationError({"expert": _("Nobody answers their own question.")})
