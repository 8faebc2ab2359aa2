"""Who may do what to a conversation: pure predicates over ``states.TRANSITIONS``."""

from ..experts.models import Expert
from . import states
from .blocks import WRITES, Block
from .models import Conversation
from .states import Role


def is_editor(user) -> bool:
    return user.has_perm("backstage_qa.triage_conversation")


def may_ask_at_meeting(user) -> bool:
    """Whether this person may put questions of an evening into the queue."""
    return user.has_perm("backstage_qa.change_meeting")


def covers(expert: Expert, conversation: Conversation) -> bool:
    """Whether the conversation is about one of this expert's professions."""
    return expert.professions.filter(pk=conversation.profession_id).exists()


def is_its_expert(user, conversation: Conversation) -> bool:
    """Assigned to it; or, while nobody is, an expert of its profession."""
    expert = getattr(user, "backstage_expert", None)
    if expert is None:
        return False
    if conversation.assigned_to_id:
        return conversation.assigned_to_id == expert.pk
    return conversation.status in states.OPEN_TO_EXPERTS and covers(expert, conversation)


def roles(user, conversation: Conversation) -> frozenset[Role]:
    """What this person is to this conversation; empty for a stranger.

    Nobody answers, accepts or judges their own question, whatever their group.
    """
    if not user or not user.is_authenticated or not user.is_active:
        return frozenset()
    if conversation.candidate_id == user.pk:
        return frozenset({Role.CANDIDATE})
    found = set()
    if is_editor(user):
        found.add(Role.EDITOR)
    if is_its_expert(user, conversation):
        found.add(Role.EXPERT)
    return frozenset(found)


def may(user, verb: str, conversation: Conversation) -> bool:
    """Whether this person has a role that the verb asks for, whatever the status."""
    return bool(states.TRANSITIONS[verb].who & roles(user, conversation))


def available_actions(user, conversation: Conversation) -> list[str]:
    """The verbs this person can do now, in the order of the table."""
    held = roles(user, conversation)
    verbs = [v for v in states.verbs_from(conversation.status) if states.TRANSITIONS[v].who & held]
    if not verbs:
        return []
    somebody = conversation.candidate_id is not None
    is_blocked = Block.objects.keeping(conversation.candidate_id) is not None
    in_place = {
        "restore": conversation.is_restorable,
        "ask_for_detail": somebody,
        "ask_consent": conversation.may_be_asked_for_consent,
        "block": somebody and not is_blocked,
        "unblock": is_blocked,
        **dict.fromkeys(WRITES, not is_blocked),
    }
    return [verb for verb in verbs if in_place.get(verb, True)]
