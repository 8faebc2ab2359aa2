"""What time does to conversations: it closes those in which nobody writes any more.

A promise that is past its date is late by that alone (``overdue``); its row
stays pending until an answer ends it, so nothing here touches promises.
"""

import datetime

from django.utils import timezone

from ..conf import backstage_settings
from . import actions
from .errors import ConversationError
from .models import Conversation


def close_quiet(now: datetime.datetime | None = None) -> int:
    """Close what was answered and has been quiet for long; return how many."""
    days = datetime.timedelta(days=backstage_settings.CLOSE_AFTER_DAYS)
    quiet = Conversation.objects.quiet_since((now or timezone.now()) - days)
    return sum(_close(conversation) for conversation in quiet)


def _close(conversation: Conversation) -> bool:
    try:
        actions.close(conversation=conversation, by=None, seen_version=conversation.version)
    except ConversationError:  # somebody wrote, or another process closed it
        return False
    return True
