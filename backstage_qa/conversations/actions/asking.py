"""What a candidate writes: a question, a change of it, a detail, a follow-up, thanks."""

import datetime
import uuid
from collections.abc import Callable

from django.utils import timezone

from ... import signals
from ...conf import backstage_settings
from ...experts.models import Expert
from ...kept import of_one_moment
from ...professions.known import open_professions
from ...professions.models import Profession
from .. import permissions
from ..errors import NotAllowed, NotOpenToQuestions, StaleWrite
from ..models import Conversation, Message, Promise
from ..promise import due_date
from ..proposals import ProposedAnswer
from ..pseudonyms import in_the_room
from ..sources import LONGEST
from . import promising
from .blocking import refuse_blocked
from .checking import checked_line, checked_text
from .messages import Stamp, sent_once, stamped, write
from .transition import Unchanged, announce, tell, transition, write_log


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
    meeting=None,
    key: uuid.UUID | None = None,
    also: Callable[[], None] = lambda: None,
) -> Conversation:
    """Ask a question; the promise runs from now. ``meeting`` is the public one it is for.

    ``key`` makes a repetition harmless: the same key and content return the first conversation,
    another content raises ``KeyReused``. ``also`` is done in the transaction that writes it.
    Raises ``NotOpenToQuestions``, ``ValidationError``.
    """
    if not by.is_authenticated or not by.is_active:
        raise NotAllowed
    refuse_blocked(by, "ask")
    text = checked_text(text)
    asked = Conversation(
        candidate=by,
        public_name=checked_line(public_name, "public_name"),
        profession=profession,
        language=profession.locale.language_code,
        subject=checked_line(subject, "subject"),
        consent=consent,
        interview_on=interview_on,
        source=source[:LONGEST],
        meeting=meeting,
    )
    sent = [profession.pk, public_name, subject, text, consent, interview_on, source]
    stamp = stamped(by, key, "ask", *sent, *([meeting.pk] if meeting else []))
    return sent_once(stamp, lambda: _ask(asked, text, stamp, also=also)).conversation


def ask_at_meeting(
    *,
    meeting,
    profession: Profession,
    subject: str,
    text: str,
    by,
    said: str = "",
    expert: Expert | None = None,
    key: uuid.UUID | None = None,
) -> Conversation:
    """Put what somebody asked at a meeting into the queue.

    In nobody's name; said in public, it may be published. The promise runs from now.
    ``said``: what was replied there, by ``expert`` if it was one; proposed as the answer.
    Raises ``NotAllowed``, ``NotOpenToQuestions``, ``ValidationError``, ``KeyReused``.
    """
    if not permissions.may_ask_at_meeting(by):
        raise NotAllowed
    language = profession.locale.language_code
    text = checked_text(text)
    asked = Conversation(
        public_name=in_the_room(language),
        profession=profession,
        language=language,
        subject=checked_line(subject, "subject"),
        consent=True,
        meeting=meeting,
    )
    stamp = stamped(by, key, "ask_at_meeting", meeting.pk, profession.pk, subject, text)
    return sent_once(stamp, lambda: _ask(asked, text, stamp, said, expert)).conversation


def _ask(
    conversation: Conversation,
    text: str,
    stamp: Stamp,
    said: str = "",
    expert: Expert | None = None,
    also: Callable[[], None] = lambda: None,
) -> Message:
    now = timezone.now()
    with of_one_moment():
        if conversation.profession not in open_professions(conversation.language).values():
            raise NotOpenToQuestions
        due = due_date(now, conversation.interview_on)
    conversation.created_at = conversation.last_message_at = now
    conversation.due_at = conversation.first_due_at = due.at
    conversation.save()
    message = write(conversation, Message.Kind.QUESTION, text, stamp=stamp, now=now)
    promising.make(conversation, Promise.Kind.QUESTION, due)
    if said:
        proposed = said[: backstage_settings.MAX_TEXT_LENGTH]
        ProposedAnswer.objects.create(conversation=conversation, expert=expert, text=proposed)
    tell(signals.question_asked, conversation, message=message, by=stamp.by)
    data = {"to": conversation.status, "profession": conversation.profession_id}
    write_log("ask", conversation, by=stamp.by, data=data)
    also()
    return message


def edit_question(
    *, conversation: Conversation, by, subject: str, text: str, seen_version: int
) -> Message:
    """Change what nobody answered yet: the question with its subject, or the last follow-up.

    ``seen_version`` is the message's version. The same change sent twice is made once.
    """
    refuse_blocked(by, "edit_question")
    text = checked_text(text)
    subject = checked_line(subject, "subject")
    with transition("edit_question", conversation, by=by) as locked:
        message = locked.messages.asked().select_for_update().last()
        if message.kind != Message.Kind.QUESTION:
            subject = locked.subject  # it was answered under this name
        if (message.text, locked.subject) == (text, subject):
            raise Unchanged
        if message.version != seen_version:
            raise StaleWrite(theirs=message.text, yours=text, version=message.version)
        message.text = text
        message.version += 1
        message.edited_at = timezone.now()
        message.save()
        locked.subject = subject
        locked.detail_asked_at = None  # the usual way to reply to a request
        announce(signals.question_edited, locked, message=message, by=by)
    return message


def add_detail(
    *, conversation: Conversation, by, text: str, key: uuid.UUID | None = None
) -> Message:
    """Add to a question that has no answer yet, asked for or not. What was promised stands."""
    refuse_blocked(by, "add_detail")
    text = checked_text(text)
    stamp = stamped(by, key, "add_detail", conversation.pk, text)

    def write_detail() -> Message:
        with transition("add_detail", conversation, by=by) as locked:
            message = write(locked, Message.Kind.DETAIL, text, stamp=stamp)
            locked.detail_asked_at = None
            announce(signals.detail_added, locked, message=message, by=by)
        return message

    return sent_once(stamp, write_detail)


def follow_up(
    *, conversation: Conversation, by, text: str, key: uuid.UUID | None = None
) -> Message:
    """Ask on: the conversation opens again, with a new promise."""
    refuse_blocked(by, "follow_up")
    text = checked_text(text)
    stamp = stamped(by, key, "follow_up", conversation.pk, text)

    def write_follow_up() -> Message:
        with transition("follow_up", conversation, by=by) as locked:
            message = write(locked, Message.Kind.FOLLOW_UP, text, stamp=stamp)
            due = due_date(message.created_at, locked.interview_on)
            promising.make(locked, Promise.Kind.FOLLOW_UP, due)
            announce(signals.followed_up, locked, message=message, by=by)
        return message

    return sent_once(stamp, write_follow_up)


def thank(*, conversation: Conversation, by, text: str, key: uuid.UUID | None = None) -> Message:
    """Say thank you. Nothing is owed for it."""
    refuse_blocked(by, "thank")
    text = checked_text(text)
    stamp = stamped(by, key, "thank", conversation.pk, text)

    def write_thanks() -> Message:
        with transition("thank", conversation, by=by) as locked:
            message = write(locked, Message.Kind.THANKS, text, stamp=stamp)
            announce(signals.thanked, locked, message=message, by=by)
        return message

    return sent_once(stamp, write_thanks)
