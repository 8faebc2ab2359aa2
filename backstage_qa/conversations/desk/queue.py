"""One question after the other: what comes next on somebody's desk."""

from django.db.models import Q

from ..models import Conversation
from ..querysets import ConversationQuerySet
from ..states import Status


def queue_with(conversation: Conversation, user) -> ConversationQuerySet:
    """What this person goes through: who sorts what came in goes on sorting."""
    on_desk = Conversation.objects.on_desk_of(user)
    if conversation.status == Status.RECEIVED:
        return on_desk.to_sort()
    return on_desk.in_hand()


def following(conversation: Conversation, user) -> int | None:
    """The id of the next one in the order of urgency; after the last, the first that was left.

    None where no other waits.
    """
    others = queue_with(conversation, user).exclude(pk=conversation.pk).most_urgent_first()
    asked = conversation.created_at
    later = Q(created_at__gt=asked) | Q(created_at=asked, pk__gt=conversation.pk)
    due = conversation.first_due_at
    if due is None:
        behind = Q(first_due_at=None) & later
    else:
        same = Q(first_due_at=due) & later
        behind = Q(first_due_at__gt=due) | Q(first_due_at=None) | same
    ids = others.values_list("pk", flat=True)
    return ids.filter(behind).first() or ids.first()


def first_to_sort(user) -> int | None:
    """The id of the most urgent question that nobody has sorted yet."""
    to_sort = Conversation.objects.on_desk_of(user).to_sort()
    return to_sort.most_urgent_first().values_list("pk", flat=True).first()
