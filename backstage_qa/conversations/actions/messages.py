"""Writing messages once: with the name of that day, and safe to send again."""

import datetime
import hashlib
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ..errors import ConversationError, KeyReused, NotAllowed
from ..models import Conversation, Message


@dataclass(frozen=True)
class Stamp:
    """Who sends what under which key: what tells a repetition from another content."""

    by: Any
    key: uuid.UUID | None
    digest: str


def stamped(by, key: uuid.UUID | None, *content) -> Stamp:
    """The stamp of a request; ``content`` is the verb and everything the person sent."""
    return Stamp(by, key, hashlib.sha256(json.dumps(content, default=str).encode()).hexdigest())


def sent_once(stamp: Stamp, write_it: Callable[[], Message]) -> Message:
    """The message that ``write_it`` makes, or the one that the same request made before.

    Holds for the same request sent again, or many times at once: all but one lose, to
    the unique key or to the new state of things, and are given what the winner made.
    Raises ``KeyReused`` for another content under the same key.
    """
    try:
        with transaction.atomic():
            return write_it()
    except (ConversationError, NotAllowed, ValidationError, IntegrityError):
        if earlier := _sent_before(stamp):
            return earlier
        raise


def _sent_before(stamp: Stamp) -> Message | None:
    if stamp.key is None:
        return None
    message = Message.objects.filter(author=stamp.by, idempotency_key=stamp.key).first()
    if message and message.idempotency_digest != stamp.digest:
        raise KeyReused
    return message


def write(
    conversation: Conversation,
    kind: Message.Kind,
    text: str,
    *,
    stamp: Stamp,
    now: datetime.datetime | None = None,
    **fields,
) -> Message:
    """Add a message to a locked conversation, and date the conversation by it, notes excepted."""
    if kind in Message.FROM_CANDIDATE:
        name, job, expert = conversation.public_name, "", None
    else:
        name, job = signature(stamp.by, conversation)
        expert = getattr(stamp.by, "backstage_expert", None)
    now = now or timezone.now()
    if kind != Message.Kind.NOTE:  # its candidate must not see that the staff are talking
        conversation.last_message_at = now
    return Message.objects.create(
        conversation=conversation,
        kind=kind,
        text=text,
        author=stamp.by,
        expert=expert,
        author_name=name,
        author_job=job,
        created_at=now,
        idempotency_key=stamp.key,
        idempotency_digest=stamp.digest if stamp.key else "",
        **fields,
    )


def signature(by, conversation: Conversation) -> tuple[str, str]:
    """(name, job) under which the candidate reads what this member of the staff writes."""
    expert = getattr(by, "backstage_expert", None)
    if expert is not None:
        public = expert.profiles.filter(live=True)  # a draft is for its editors
        profile = public.filter(locale__language_code=conversation.language).first()
        name, job = expert.name, profile.job_title if profile else ""
    else:
        with translation.override(conversation.language):
            name, job = by.get_full_name() or _("The Backstage team"), ""
    return name[: Message._meta.get_field("author_name").max_length], job
