"""The state of a conversation in words for its candidate."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ..dates import day_in_words
from .models import Conversation
from .states import Status


def state_in_words(conversation: Conversation, due_on: datetime.date | None) -> str:
    """One line, such as "With Claire, answer due Tuesday 12 May"."""
    if conversation.spam_since:
        return _("Not for Backstage")
    if not conversation.is_owed:
        return ENDINGS[Status(conversation.status)]()
    with_whom = _with_whom(conversation)
    if due_on is None:
        return with_whom
    words = {"state": with_whom, "date": day_in_words(due_on)}
    if conversation.due_at and conversation.due_at < timezone.now():
        return _("%(state)s, and we are late: the answer was due %(date)s") % words
    return _("%(state)s, answer due %(date)s") % words


def _with_whom(conversation: Conversation) -> str:
    expert = conversation.assigned_to
    if conversation.awaits_detail:
        return _("We need a detail from you")
    if conversation.status == Status.RECEIVED:
        return _("Received")
    if conversation.status == Status.MERGED:
        return _("Joined with the same question of somebody else")
    if conversation.status == Status.ON_HOLD:
        if expert:
            return _("Being studied by %(name)s") % {"name": expert.name}
        return _("Being studied")
    if expert:
        return _("With %(name)s") % {"name": expert.name}
    return _("Accepted")


ENDINGS = {
    Status.ANSWERED: lambda: _("Answered"),
    Status.CLOSED: lambda: _("Closed; ask on whenever you like"),
    Status.DECLINED: lambda: _("Not for Backstage: see where to go"),
    Status.WITHDRAWN: lambda: _("Withdrawn by you"),
}
