"""The same question asked by several people: one answer for all, each in their own conversation."""

import re
import uuid
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from ... import signals
from ...personal_data.detect import find
from ...personal_data.finding import Kind
from ...personal_data.folding import fold
from .. import states
from ..errors import NotAllowed
from ..models import Conversation, Message
from ..permissions import is_editor
from .checking import checked_text
from .messages import Stamp, sent_once, stamped
from .replying import reply
from .transition import announce, lock, transition

if TYPE_CHECKING:
    from ...threads.public import PublishedThread


def merge(
    *,
    conversation: Conversation,
    by,
    into: Conversation,
    answer: int | None = None,
    seen_version: int | None = None,
) -> Conversation:
    """Have a question answered with another: when that is, or with the one answer it has.

    ``answer`` is the pk of that one, which the editor has read: nobody sends what they did not.
    Each candidate goes on seeing their own conversation only, and their own date
    stands. What was merged into it goes along. Raises ``ValidationError`` for a
    conversation that cannot be the one that stays.
    """
    with transaction.atomic():
        stays = lock(conversation.pk, into.pk)[into.pk]
        along = list(waiting_with(conversation).values_list("pk", flat=True))
        data = {"into": stays.pk, "along": along}
        with transition(
            "merge", conversation, by=by, seen_version=seen_version, data=data
        ) as locked:
            given = only_answer(stays)
            if given and given.pk != answer:
                given = None
            _check_can_stay(stays, locked, by, given)
            waiting_with(locked).update(merged_into=stays)
            # Whoever is writing the answer has to know for whom it is.
            Conversation.objects.filter(pk=stays.pk).update(version=F("version") + 1)
            locked.merged_into, locked.assigned_to = stays, None
            announce(signals.conversation_merged, locked, by=by)
        if given:
            pass_on(given, by=by)
            locked.refresh_from_db()
    return locked


def only_answer(conversation: Conversation) -> Message | None:
    """What answers whoever asks the same: the one answer it has.

    By somebody who is still here, and calling who asked first by no name.
    """
    return only_answers([conversation]).get(conversation.pk)


def only_answers(conversations: list[Conversation]) -> dict[int, Message]:
    """``only_answer`` of each that has one, by the conversation. One query."""
    over = [one.pk for one in conversations if one.status in states.PUBLISHABLE]
    answers = Message.objects.filter(conversation__in=over, kind=Message.Kind.ANSWER)
    found: dict[int, list[Message]] = {}
    for answer in answers.select_related("author", "conversation__candidate"):
        found.setdefault(answer.conversation_id, []).append(answer)
    single = {pk: said[0] for pk, said in found.items() if len(said) == 1}
    return {pk: said for pk, said in single.items() if _can_be_passed_on(said)}


def _can_be_passed_on(answer: Message) -> bool:
    if answer.author is None or not answer.author.is_active:
        return False
    called, candidate = answer.conversation.public_name, answer.conversation.candidate
    names = [called, candidate.get_full_name() if candidate else ""]
    named = any(found.kind == Kind.NAME for found in find(answer.text, names=names))
    # A pseudonym is made of words like others: whole, it is a name all the same.
    whole = rf"(?<!\w){re.escape(fold(called))}(?!\w)"
    return not named and not re.search(whole, fold(answer.text))


def unmerge(*, conversation: Conversation, by, seen_version: int | None = None) -> Conversation:
    """Put a merged question back among those received; its promise runs on.

    What went along when it was merged comes back to it.
    """
    with transaction.atomic():
        along = _went_along(conversation)
        lock(conversation.pk, *along)
        with transition("unmerge", conversation, by=by, seen_version=seen_version) as locked:
            waiting = Conversation.objects.filter(pk__in=along, merged_into=locked.merged_into)
            waiting.filter(status=Conversation.Status.MERGED).update(merged_into=locked)
            _set_free(locked)
    return locked


def _went_along(conversation: Conversation) -> list[int]:
    """What waited with a conversation when it was merged, by the history: no row says it now."""
    merges = ModelLogEntry.objects.for_instance(conversation).filter(action="backstage_qa.merge")
    last = merges.order_by("timestamp", "pk").last()
    along = last.data.get("along", []) if last else []
    return list(Conversation.objects.filter(pk__in=along).values_list("pk", flat=True))


def answer_merged(
    *,
    conversation: Conversation,
    by,
    text: str,
    seen_version: int | None = None,
    key: uuid.UUID | None = None,
) -> Message:
    """Answer a merged question by itself, without waiting for the one that stays."""
    return _answer("answer_merged", conversation, by, text, seen_version, key)


def refer(
    *,
    conversation: Conversation,
    by,
    thread: "PublishedThread",
    text: str,
    seen_version: int | None = None,
    key: uuid.UUID | None = None,
) -> Message:
    """Answer with what is published already; ``text`` says so to this candidate."""
    if thread.withdrawn_at:
        raise ValidationError(_("This thread is no longer public. Choose another."))
    if thread.language != conversation.language:
        raise ValidationError(_("This thread is in another language. Choose another."))
    return _answer("refer", conversation, by, text, seen_version, key, thread)


def _answer(verb, conversation, by, text, seen_version, key, thread=None) -> Message:
    text = checked_text(text)
    refers_to = thread and thread.pk
    stamp = stamped(by, key, verb, conversation.pk, text, refers_to)
    data = {"thread": refers_to} if thread else {}

    def write_answer() -> Message:
        with transition(
            verb, conversation, by=by, seen_version=seen_version, text=text, data=data
        ) as locked:
            locked.merged_into = None
            message = reply(locked, text, stamp=stamp, thread=thread)
            pass_on(message, by=by)
        return message

    return sent_once(stamp, write_answer)


def pass_on(answer: Message, *, by) -> None:
    """Give an answer to those who wait with its conversation; nobody answers their own.

    ``by`` is who answers; or an editor, who passes on what somebody answered before.
    """
    for waiting in waiting_with(answer.conversation):
        if waiting.candidate_id in (by.pk, answer.author_id):
            _release(waiting, answer.conversation)
            continue
        data = {"with": answer.conversation_id}
        with transition("answer_merged", waiting, by=by, data=data, follows=True) as locked:
            stamp = Stamp(answer.author, None, "")
            reply(locked, answer.text, stamp=stamp, thread=answer.thread)


def release(stays: Conversation) -> None:
    """Put back what was merged into a conversation that will have no answer."""
    for waiting in waiting_with(stays):
        _release(waiting, stays)


def _release(conversation: Conversation, stays: Conversation) -> None:
    data = {"because_of": stays.pk}
    with transition("unmerge", conversation, by=None, data=data, follows=True) as locked:
        _set_free(locked)


def _set_free(conversation: Conversation) -> None:
    conversation.merged_into = None
    announce(signals.conversation_unmerged, conversation)


def waiting_with(conversation: Conversation):
    return conversation.merged_from.filter(status=Conversation.Status.MERGED)


def _check_can_stay(
    stays: Conversation, conversation: Conversation, by, answer: Message | None
) -> None:
    """It waits for an answer itself, or has one, in words that the candidate understands."""
    if not is_editor(by) or stays.candidate_id == by.pk:
        raise NotAllowed
    if stays.pk == conversation.pk:
        refusal = _("A conversation cannot be merged into itself.")
    elif not (stays.status in states.IN_HAND or _is_anothers(answer, conversation)):
        refusal = _("This conversation no longer waits for an answer. Choose another.")
    elif stays.language != conversation.language:
        refusal = _("This conversation is in another language. Choose another.")
    else:
        return
    raise ValidationError(refusal)


def _is_anothers(answer: Message | None, conversation: Conversation) -> bool:
    """Nobody is answered by themselves."""
    return answer is not None and answer.author_id != conversation.candidate_id
