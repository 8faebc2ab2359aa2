"""Where a mail leads: absolute addresses, or "" where the host shows nothing."""

from django.urls import NoReverseMatch, reverse
from wagtail.admin.utils import get_admin_base_url

from ..addresses import joined, public_address
from ..conf import backstage_settings
from ..conversations.models import Conversation
from ..meetings.public import PublishedMeeting
from ..threads.expert_questions import ExpertQuestion
from ..threads.objecting import key_of
from ..threads.public import PublishedThread


def to_candidate(conversation: Conversation) -> str:
    """The candidate's own page of a conversation, in the language that is active."""
    if pattern := backstage_settings.CONVERSATION_URL:
        return pattern.replace("{id}", str(conversation.public_id))
    return public_address(_path("backstage_qa:my_conversation", conversation.public_id))


def to_desk(conversation: Conversation, verb: str) -> str:
    """The expert's screen of a conversation, with the box of a verb open."""
    path = _path("backstage_conversations:conversation", conversation.pk)
    return joined(get_admin_base_url(), path and f"{path}#act-{verb}")


def to_keep(thread: PublishedThread) -> str:
    """The screen on which its keeper says whether it is still true."""
    path = _path("wagtailsnippets_backstage_qa_thread:keep", thread.thread_id)
    return joined(get_admin_base_url(), path)


def to_objections(thread: PublishedThread) -> str:
    """The screen on which editors answer who objects to it."""
    path = _path("wagtailsnippets_backstage_qa_thread:objections", thread.thread_id)
    return joined(get_admin_base_url(), path)


def to_reply(question: ExpertQuestion) -> str:
    """The screen on which the expert who is asked replies."""
    path = _path("wagtailsnippets_backstage_qa_thread:asked_about", question.thread_id)
    return joined(get_admin_base_url(), path)


def to_expert_questions(question: ExpertQuestion) -> str:
    """The screen on which editors read what experts reply."""
    path = _path("wagtailsnippets_backstage_qa_thread:expert_questions", question.thread_id)
    return joined(get_admin_base_url(), path)


def to_object(thread: PublishedThread, person) -> str:
    """Where this person, and nobody else, objects to being quoted in it."""
    return public_address(_path("backstage_qa:thread_objection", key_of(thread, person)))


def to_removals() -> str:
    """The screen of those who ask to be taken out of a film."""
    path = _path("wagtailsnippets_backstage_qa_meeting:removals")
    return joined(get_admin_base_url(), path)


def to_meeting(meeting: PublishedMeeting) -> str:
    return public_address(meeting.get_absolute_url())


def to_thread(thread: PublishedThread) -> str:
    return public_address(thread.get_absolute_url())


def _path(name: str, *args) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
