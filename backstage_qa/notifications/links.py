"""Where a mail leads: absolute addresses, or "" where the host shows nothing."""

from urllib.parse import urljoin

from django.urls import NoReverseMatch, reverse
from wagtail.admin.utils import get_admin_base_url

from ..conf import backstage_settings
from ..conversations.models import Conversation
from ..threads.public import PublishedThread


def to_candidate(conversation: Conversation) -> str:
    """The candidate's own page of a conversation, in the language that is active."""
    if pattern := backstage_settings.CONVERSATION_URL:
        return pattern.replace("{id}", str(conversation.public_id))
    return _absolute("backstage_qa:my_conversation", conversation.public_id)


def to_desk(conversation: Conversation, verb: str) -> str:
    """The expert's screen of a conversation, with the box of a verb open."""
    address = _absolute("backstage_conversations:conversation", conversation.pk)
    return address and f"{address}#act-{verb}"


def to_thread(thread: PublishedThread) -> str:
    address = thread.get_absolute_url()
    return address and _from_base(address)


def _absolute(name: str, *args) -> str:
    try:
        return _from_base(reverse(name, args=args))
    except NoReverseMatch:
        return ""


def _from_base(path: str) -> str:
    base = get_admin_base_url()
    return urljoin(base, path) if base else ""
