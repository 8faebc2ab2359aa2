"""Who could take a question: present, of its profession, with the most room first."""

from django.db.models import Count, F, Q, QuerySet

from ..experts.models import Expert
from . import states
from .models import Conversation


def experts_for(conversation: Conversation) -> QuerySet:
    """Experts who cover the profession, are there and can sign in; each with ``open_count``.

    First whoever has the most room: what they take a week, less what is open with them.
    """
    is_open = Q(conversations__status__in=states.OPEN_TO_EXPERTS)
    return (
        Expert.objects.covering(conversation.profession)
        .present()
        .filter(user__is_active=True)
        .exclude(user=conversation.candidate_id)
        .annotate(open_count=Count("conversations", filter=is_open, distinct=True))
        .order_by(F("open_count") - F("weekly_capacity"), "name")
    )
