"""Making threads out of conversations."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .. import signals
from ..conversations.errors import NotAllowed
from ..conversations.models import Conversation, Message
from ..conversations.states import PUBLISHABLE
from ..html import from_plain_text
from ..personal_data.detect import mask
from ..review.models import Origin
from .models import Entry, Thread, ThreadSource
from .public import Tag

PUBLISHABLE_KINDS: dict[str, Entry.Kind] = {
    Message.Kind.QUESTION: Entry.Kind.QUESTION,
    Message.Kind.DETAIL: Entry.Kind.FOLLOW_UP,
    Message.Kind.FOLLOW_UP: Entry.Kind.FOLLOW_UP,
    Message.Kind.THANKS: Entry.Kind.FOLLOW_UP,
    Message.Kind.ANSWER: Entry.Kind.ANSWER,
}


def publishable_messages(conversation: Conversation):
    """The messages that may go into a thread: no notes, requests, refusals, holding replies."""
    return conversation.messages.filter(kind__in=PUBLISHABLE_KINDS)


def draft_from(
    *,
    conversation: Conversation,
    by,
    messages: Iterable[Message] | None = None,
    title: str = "",
    tags: Iterable[Tag] = (),
    key: uuid.UUID | None = None,
) -> Thread:
    """Make a draft thread from chosen messages (default: question, answers, follow-ups).

    It is called ``title``, else as the conversation.

    Personal data that a detector knows, the candidate's names included, is
    masked in the copy; the messages themselves stay as they were said. Called
    again with the same ``key``, gives the thread that it made the first time.
    Raises ``NotAllowed``, ``ValidationError``.
    """
    if not by.has_perm("backstage_qa.add_thread"):
        raise NotAllowed
    with transaction.atomic():
        conversation = _locked(conversation, by)
        made = conversation.thread_sources.filter(thread__translation_key=key).first()
        if made:
            return made.thread
        thread = _drawn(conversation, messages, title)
        thread.tags.add(*tags)
        thread.translation_key = key or thread.translation_key
        thread.save()
        ThreadSource.objects.create(thread=thread, conversation=conversation)
        thread.save_revision(user=by, log_action="wagtail.create")
        log(
            instance=conversation,
            action="backstage_qa.draft_thread",
            user=by,
            data={"thread": thread.pk},
        )
        signals.thread_drafted.send(Thread, conversation=conversation, thread=thread, by=by)
    return thread


def _locked(conversation: Conversation, by) -> Conversation:
    found = (
        Conversation.objects.on_desk_of(by)
        .select_for_update(of=("self",))
        .select_related("profession__locale", "candidate", "meeting")
        .filter(pk=conversation.pk)
        .first()
    )
    if found is None:
        raise NotAllowed
    return found


def _drawn(conversation: Conversation, messages: Iterable[Message] | None, title: str) -> Thread:
    """The thread, not saved, with an entry for each chosen message."""
    if conversation.status not in PUBLISHABLE:
        raise ValidationError(_("Only an answered conversation can become a thread."))
    if not conversation.consent:
        raise ValidationError(_("The candidate has not agreed to publication."))
    chosen = publishable_messages(conversation)
    if messages is None:
        chosen = chosen.exclude(kind=Message.Kind.THANKS)
    else:
        chosen = chosen.filter(pk__in=[message.pk for message in messages])
    entries = [entry_from(message, conversation, order) for order, message in enumerate(chosen)]
    if not entries:
        raise ValidationError(_("Choose at least one message."))
    is_aloud = conversation.was_asked_at_meeting
    thread = Thread(
        title=mask(title or conversation.subject, names=names_of(conversation)),
        locale=conversation.profession.locale,
        origin=Origin.MEETING if is_aloud else Origin.CONVERSATION,
    )
    thread.professions = [conversation.profession]
    thread.entries.set(entries)
    return thread


def names_of(conversation: Conversation) -> list[str]:
    """The asker's own names, which the text may not show."""
    candidate = conversation.candidate
    return [candidate.get_full_name(), candidate.email] if candidate else []


def _shown_in(conversation: Conversation) -> list[str]:
    """The names by which its candidate and its expert stand on the page."""
    expert = conversation.assigned_to
    return [
        conversation.public_name,
        *([expert.name] if expert and expert.agreed_public_on else []),
    ]


def _day_of(message: Message, conversation: Conversation) -> date:
    """On which it was said; aloud, where it was asked at a meeting."""
    if conversation.was_asked_at_meeting and message.kind == Message.Kind.QUESTION:
        return conversation.meeting.starts.date()
    return timezone.localdate(message.created_at)


def entry_from(message: Message, conversation: Conversation, order: int) -> Entry:
    """A message as it goes into a draft, with what a detector knows masked."""
    text = mask(message.text, names=names_of(conversation), shown=_shown_in(conversation))
    return Entry(
        kind=PUBLISHABLE_KINDS[message.kind],
        text=from_plain_text(text),
        expert=message.expert,
        author_name=conversation.public_name if message.is_from_candidate else message.author_name,
        author_job=message.author_job,
        said_on=_day_of(message, conversation),
        source_message=message,
        sort_order=order,
    )
