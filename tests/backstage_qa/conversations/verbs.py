"""Every verb with arguments that are good for any conversation."""

import datetime

from django.utils import timezone

from backstage_qa.conversations import actions
from backstage_qa.conversations.promise import working_day_from
from backstage_qa.models import PromiseSettings
from tests.factories import ConversationFactory, DeclineReasonFactory, published_thread


def do(verb, conversation, by, **changed):
    """Do a verb; ``changed`` replaces or adds arguments."""
    return getattr(actions, verb)(
        conversation=conversation, by=by, **(ARGUMENTS[verb](conversation) | changed)
    )


def working_day_in(days):
    """One that a holding reply may promise, at least so many days from today."""
    day = timezone.localdate() + datetime.timedelta(days=days)
    return working_day_from(day, PromiseSettings.current())


def _edit(conversation):
    version = conversation.messages.asked().last().version
    return {"subject": "Another subject", "text": "Another text", "seen_version": version}


def _hold(conversation):
    return {"text": "We study it.", "reason": "technical", "until": working_day_in(7)}


def _text(conversation):
    return {"text": "Some words"}


def _nothing(conversation):
    return {}


ARGUMENTS = {
    "edit_question": _edit,
    "accept": _nothing,
    "assign": lambda conversation: {"expert": None},
    "ask_for_detail": _text,
    "add_detail": _text,
    "hold": _hold,
    "answer": _text,
    "follow_up": _text,
    "thank": _text,
    "note": _text,
    "decline": lambda conversation: {
        "text": "Not ours.",
        "reason": DeclineReasonFactory(language=conversation.language),
    },
    "mark_spam": _nothing,
    "restore": _nothing,
    "merge": lambda conversation: {
        "into": ConversationFactory(profession=conversation.profession, status="open")
    },
    "unmerge": _nothing,
    "answer_merged": _text,
    "hold_merged": _hold,
    "refer": lambda conversation: {
        "thread": published_thread(professions=[conversation.profession]),
        "text": "It is public.",
    },
    "close": _nothing,
    "withdraw": _nothing,
    "block": lambda conversation: {"reason": "Insults."},
    "unblock": _nothing,
    "ask_consent": _nothing,
    "change_consent": lambda conversation: {"consent": True},
}
