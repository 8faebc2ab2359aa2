"""What a candidate does: ask, edit, follow up, thank, withdraw, consent."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from ... import signals
from ...professions.models import Profession
from ..errors import NotAllowed, NotOpenToQuestions, StaleWrite
from ..models import Conversation, Message, Promise
from ..promise import due_date
from . import promising
from .messages import digest, sent_before, write
from .transition import checked_text, transition


def ask(
    *,
    profession: Profession,
    by,
    public_name: str,
    subject: str,
    text: str,
    consent: bool = False,
    interview_on: datetime.date | None = None,
    source: str = "",
    key: uuid.UUID | None = None,
) -> Conversation:
    """Ask a question; the promise runs from now.

    ``key`` makes a repetition harmless: the same key with the same content
    returns the first conversation, with another content raises ``KeyReused``.
    Raises ``NotOpenToQuestions``, ``ValidationError``.
    """
    if not by.is_authenticated or not by.is_active:
        raise NotAllowed
    text = checked_text(text)
    subject = checked_text(subject, "subject")
    fingerprint = digest(profession.pk, public_name, subject, text, consent, interview_on)
    if earlier := sent_before(by, key, fingerprint):
        return earlier.conversation
    try:
        with transaction.atomic():
            return _ask(
                profession,
                by,
                public_name,
                subject,
                text,
                consent,
                interview_on,
                source,
                key,
                fingerprint,
            )
    except IntegrityError:  # the same key came twice at once, and the other one won
        if earlier := sent_before(by, key, fingerprint):
            return earlier.conversation
        raise


def _ask(
    profession, by, public_name, subject, text, consent, interview_on, source, key, fingerprint
) -> Conversation:
    profession = Profession.objects.select_for_update(of=("self",)).get(pk=profession.pk)
    if not profession.accepts_questions:
        raise NotOpenToQuestions
    now = timezone.now()
    conversation = Conversation(
        candidate=by,
        public_name=public_name.strip()[:60],
        profession=profession,
        language=profession.locale.language_code,
        subject=subject,
        consent=consent,
        interview_on=interview_on,
        source=source,
        created_at=now,
        last_message_at=now,
    )
    conversation.save()
    message = write(
        conversation, Message.Kind.QUESTION, text, by=by, key=key, fingerprint=fingerprint
    )
    promising.make(conversation, Promise.Kind.QUESTION, due_date(now, interview_on))
    conversation.save()
    log(
        instance=conversation,
        action="backstage_qa.ask",
        user=by,
        data={"to": conversation.status, "profession": profession.pk},
    )
    signals.question_asked.send(Conversation, conversation=conversation, message=message, by=by)
    return conversation


def edit_question(
    *, conversation: Conversation, by, subject: str, text: str, seen_version: int
) -> Message:
    """Change a question nobody answered yet. ``seen_version`` is the message's version."""
    text = checked_text(text)
    subject = checked_text(subject, "subject")
    with transition("edit_question", conversation, by=by) as locked:
        message = locked.messages.asked().select_for_update().last()
        if message.version != seen_version:
            raise StaleWrite(theirs=message.text, yours=text, version=message.version)
        message.text = text
        message.version += 1
        message.edited_at = timezone.now()
        message.save()
        locked.subject = subject
        signals.question_edited.send(Conversation, conversation=locked, message=message, by=by)
    return message


def follow_up(
    *, conversation: Conversation, by, text: str, key: uuid.UUID | None = None
) -> Message:
    """Ask on: the conversation opens again, with a new promise."""
    text = checked_text(text)
    fingerprint = digest("follow_up", conversation.pk, text)
    if earlier := sent_before(by, key, fingerprint):
        return earlier
    with transition("follow_up", conversation, by=by) as locked:
        message = write(
            locked, Message.Kind.FOLLOW_UP, text, by=by, key=key, fingerprint=fingerprint
        )
        promising.make(locked, Promise.Kind.FOLLOW_UP, due_date(None, locked.interview_on))
        signals.followed_up.send(Conversation, conversation=locked, message=message, by=by)
    return message


def thank(*, conversation: Conversation, by, text: str, key: uuid.UUID | None = None) -> Message:
    """Say thank you. Nothing is owed for it."""
    text = checked_text(text)
    fingerprint = digest("thank", conversation.pk, text)
    if earlier := sent_before(by, key, fingerprint):
        return earlier
    with transition("thank", conversation, by=by) as locked:
        message = write(locked, Message.Kind.THANKS, text, by=by, key=key, fingerprint=fingerprint)
        signals.thanked.send(Conversation, conversation=locked, message=message, by=by)
    return message


def withdraw(*, conversation: Conversation, by) -> Conversation:
    """Take the question back: no answer is owed, and nothing of it stays public."""
    with transition("withdraw", conversation, by=by) as locked:
        promising.end(locked, Promise.Outcome.VOID)
        withdrawn_consent = locked.consent
        locked.consent = False
        signals.conversation_withdrawn.send(Conversation, conversation=locked, by=by)
        if withdrawn_consent:
            locked.save(update_fields=["consent"])
            signals.consent_changed.send(Conversation, conversation=locked, consent=False, by=by)
    return locked


def change_consent(*, conversation: Conversation, by, consent: bool) -> Conversation:
    """Give or withdraw consent to publication. A withdrawal unpublishes at once."""
    with transition("change_consent", conversation, by=by, data={"consent": consent}) as locked:
        locked.consent = consent
        locked.save(update_fields=["consent"])  # receivers ask the database
        signals.consent_changed.send(Conversation, conversation=locked, consent=consent, by=by)
    return locked
