"""Writing messages once: with the name of that day, and safe to send again."""

import hashlib
import json
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from ..errors import KeyReused
from ..models import Conversation, Message


def digest(*parts) -> str:
    """A fingerprint of what was sent, to tell a repetition from another content."""
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()


def sent_before(by, key: uuid.UUID | None, fingerprint: str) -> Message | None:
    """The message that this key already made; raises ``KeyReused`` for another content."""
    if key is None:
        return None
    message = Message.objects.filter(author=by, idempotency_key=key).first()
    if message and message.idempotency_digest != fingerprint:
        raise KeyReused
    return message


def write(
    conversation: Conversation,
    kind: Message.Kind,
    text: str,
    *,
    by,
    key: uuid.UUID | None = None,
    fingerprint: str = "",
    **fields,
) -> Message:
    """Add a message to a locked conversation and date the conversation by it."""
    now = timezone.now()
    expert = getattr(by, "backstage_expert", None)
    if kind in Message.FROM_CANDIDATE:
        name, job, expert = conversation.public_name, "", None
    elif expert is not None:
        profile = expert.profiles.filter(locale__language_code=conversation.language).first()
        name, job = expert.name, profile.job_title if profile else ""
    else:
        name, job = by.get_full_name() or _("The Backstage team"), ""
    message = Message.objects.create(
        conversation=conversation,
        kind=kind,
        text=text,
        author=by,
        expert=expert,
        author_name=name,
        author_job=job,
        created_at=now,
        idempotency_key=key,
        idempotency_digest=fingerprint if key else "",
        **fields,
    )
    conversation.last_message_at = now
    return message
