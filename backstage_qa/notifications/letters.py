"""What each mail says: warm, short, and by when. The language is the one that is active."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..conversations.models import Message
from ..dates import day_in_words
from ..threads.public import PublishedThread
from . import (
    expert_question_letters,
    links,
    meeting_letters,
    objection_letters,
    publication_letters,
    upkeep_letters,
)
from .letter import Letter, why_candidate, why_expert
from .models import Notification
from .truth import promise_of

Kind = Notification.Kind


def letter(row: Notification) -> Letter:
    """The letter of a row of the outbox."""
    return LETTERS[Kind(row.kind)](row)


def _to_candidate(row: Notification, subject: str, paragraphs: list[str], **parts) -> Letter:
    parts = {"link_label": _("Open your conversation"), **parts}
    return Letter(
        subject=subject % {"subject": row.conversation.subject},
        name=row.conversation.public_name,
        paragraphs=paragraphs,
        why=why_candidate(),
        link=links.to_candidate(row.conversation),
        **parts,
    )


def received(row: Notification) -> Letter:
    words = {"profession": row.conversation.profession.name}
    paragraphs = [_("Thank you for your question about “%(profession)s”.") % words]
    if promise := promise_of(row):
        paragraphs.append(
            _("Somebody who does the job will answer you by %(date)s at the latest.")
            % {"date": day_in_words(promise.due_on)}
        )
    paragraphs.append(_("If we need longer, we will tell you why and give you a new date."))
    return _to_candidate(row, _("We have your question: %(subject)s"), paragraphs)


def held(row: Notification) -> Letter:
    paragraphs = [
        _("Your question is being looked at with care, and the answer takes a little longer."),
        _("The reason: %(reason)s.") % {"reason": row.message.get_hold_reason_display()},
    ]
    if promise := promise_of(row):
        paragraphs.append(
            _("You will have your answer by %(date)s.") % {"date": day_in_words(promise.due_on)}
        )
    return _to_candidate(
        row,
        _("Your answer takes a little longer: %(subject)s"),
        paragraphs,
        quote=row.message.text,
        quoted=row.message.author_name,
    )


def requested(row: Notification) -> Letter:
    """What is asked, and that the date stands."""
    name, job = row.message.author_name, row.message.author_job
    opening = (
        _("To answer you well, %(name)s (%(job)s) needs a detail from you.")
        if job
        else _("To answer you well, %(name)s needs a detail from you.")
    )
    after = []
    if promise := promise_of(row):
        date = day_in_words(promise.due_on)
        after = [_("Our date stands: you will have your answer by %(date)s.") % {"date": date}]
    return _to_candidate(
        row,
        _("A question back to you: %(subject)s"),
        [opening % {"name": name, "job": job}],
        quote=row.message.text,
        quoted=name,
        after=after,
        link_label=_("Add the detail"),
    )


def answered(row: Notification) -> Letter:
    name, job = row.message.author_name, row.message.author_job
    paragraph = (
        _("%(name)s (%(job)s) has answered you.") if job else _("%(name)s has answered you.")
    )
    return _to_candidate(
        row,
        _("You have an answer: %(subject)s"),
        [paragraph % {"name": name, "job": job}],
        quote=row.message.text,
        quoted=name,
        after=[
            *_where_it_is(row.message.thread),
            _("Another question, or a word of thanks? Go on in your conversation."),
        ],
        link_label=_("Read and reply"),
    )


def _where_it_is(thread: PublishedThread | None) -> list[str]:
    """The title and address of the thread that the answer refers to, while it is public."""
    if thread is None or thread.withdrawn_at:
        return []
    return [f"{thread.title}\n{links.to_thread(thread)}".strip()]


def declined(row: Notification) -> Letter:
    paragraphs = [
        _("We have read your question with care. It is not one that Backstage can answer."),
        _("The reason: %(reason)s.") % {"reason": row.conversation.decline_reason},
    ]
    return _to_candidate(
        row,
        _("About your question: %(subject)s"),
        paragraphs,
        quote=row.message.text,
        quoted=row.message.author_name,
    )


def merged(row: Notification) -> Letter:
    paragraphs = [_("Somebody else has asked us the same. One answer will be for both of you.")]
    if promise := promise_of(row):
        paragraphs.append(
            _("You will have your answer by %(date)s.") % {"date": day_in_words(promise.due_on)}
        )
    paragraphs.append(_("Your conversation stays your own: nobody else who asked can read it."))
    return _to_candidate(row, _("Your question has company: %(subject)s"), paragraphs)


def offered(row: Notification) -> Letter:
    conversation = row.conversation
    words = {"name": conversation.public_name, "profession": conversation.profession.name}
    if conversation.assigned_to_id:
        opening = _("%(name)s has a question about “%(profession)s”, and it is for you.")
    else:
        opening = _("%(name)s has a question about “%(profession)s”. Who answers first takes it.")
    return _to_expert(row, _("A question for you: %(subject)s"), opening % words)


def followed_up(row: Notification) -> Letter:
    conversation = row.conversation
    if conversation.messages.filter(author=row.recipient, kind=Message.Kind.ANSWER).exists():
        opening = _("%(name)s has read your answer and asks on.")
    elif conversation.assigned_to:
        opening = _("%(name)s has read the answer and asks on.")
    else:
        opening = _("%(name)s has read the answer and asks on. Who answers first takes it.")
    words = {"name": conversation.public_name}
    return _to_expert(row, _("A follow-up for you: %(subject)s"), opening % words)


def detail(row: Notification) -> Letter:
    opening = _("%(name)s has added a detail to the question.")
    words = {"name": row.conversation.public_name}
    return _to_expert(row, _("A detail for you: %(subject)s"), opening % words)


def _to_expert(row: Notification, subject: str, opening: str) -> Letter:
    """Only the question's one line: no more of a candidate's words leaves our database."""
    paragraphs = [opening]
    if promise := promise_of(row):
        date = day_in_words(promise.due_on)
        paragraphs.append(_("We promised an answer by %(date)s.") % {"date": date})
        paragraphs.append(
            _("If you need longer, send a holding reply: it gives the reason and a new date.")
        )
    expert = getattr(row.recipient, "backstage_expert", None)
    return Letter(
        subject=subject % {"subject": row.conversation.subject},
        name=expert.name if expert else row.recipient.get_full_name(),
        paragraphs=paragraphs,
        why=why_expert(),
        quote=row.conversation.subject,
        quoted=row.conversation.public_name,
        link=links.to_desk(row.conversation, "answer"),
        link_label=pgettext("button", "Answer"),
    )


LETTERS: dict[Kind, Callable[[Notification], Letter]] = {
    Kind.RECEIVED: received,
    Kind.ASSIGNED: offered,
    Kind.FOLLOW_UP: followed_up,
    Kind.REQUESTED: requested,
    Kind.DETAIL: detail,
    Kind.HELD: held,
    Kind.ANSWERED: answered,
    Kind.DECLINED: declined,
    Kind.MERGED: merged,
    Kind.CONSENT: publication_letters.consent,
    Kind.PUBLISHED: publication_letters.published,
    Kind.REVIEW: upkeep_letters.review,
    Kind.REPORTED: upkeep_letters.reported,
    Kind.REPORT_ENDED: upkeep_letters.report_ended,
    Kind.OBJECTED: objection_letters.objected,
    Kind.OBJECTION_ENDED: objection_letters.objection_ended,
    Kind.ASKED: expert_question_letters.asked,
    Kind.REPLIED: expert_question_letters.replied,
    Kind.REMOVAL: meeting_letters.removal,
    Kind.MEETING_OFF: meeting_letters.cancelled,
    Kind.MEETING_ON: meeting_letters.held_after_all,
}
