"""What every verb does around its own work: one transaction, one lock, the same checks."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.dispatch import Signal
from wagtail.log_actions import log

from .. import permissions, states
from ..errors import NotAllowed, StaleWrite, WrongStatus
from ..models import Conversation


class Unchanged(Exception):
    """Raised in the body of a ``transition`` that finds nothing to do: nothing is logged."""


@contextmanager
def transition(
    verb: str,
    conversation: Conversation,
    *,
    by,
    seen_version: int | None = None,
    text: str = "",
    data: dict | None = None,
) -> Iterator[Conversation]:
    """Lock the row, check that ``by`` may do ``verb`` now, and log it.

    The body changes the row it is given and ends with ``announce``, which saves.
    ``seen_version`` is the version the person had before their eyes; another
    one raises ``StaleWrite`` with both texts. ``by`` is None when time does it.
    ``data`` goes to Wagtail's log: never a text, a name or an address.
    """
    step = states.TRANSITIONS[verb]
    with transaction.atomic():
        locked = (
            Conversation.objects.select_for_update(of=("self",))
            .select_related("profession", "candidate", "assigned_to")
            .get(pk=conversation.pk)
        )
        if not (step.by_time if by is None else permissions.may(by, verb, locked)):
            raise NotAllowed
        if seen_version is not None and seen_version != locked.version:
            raise StaleWrite(theirs=_latest_text(locked, by), yours=text, version=locked.version)
        if locked.status not in step.sources:
            raise WrongStatus(verb, locked.status)
        before, version = locked.status, locked.version
        locked.status = step.to or before
        locked.version += step.is_read  # what changes no text makes nobody's screen out of date
        try:
            yield locked
        except Unchanged:
            locked.status, locked.version = before, version
            return
        write_log(verb, locked, by=by, data={"from": before, "to": locked.status, **(data or {})})


def write_log(verb: str, conversation: Conversation, *, by, data: dict) -> None:
    """Tell Wagtail's histories, which name the staff and no candidate: an address is a name."""
    staff = None if by is None or by.pk == conversation.candidate_id else by
    log(instance=conversation, action=f"backstage_qa.{verb}", user=staff, data=data)


def announce(signal: Signal, conversation: Conversation, **provided) -> None:
    """Save a locked conversation, then tell: receivers find in the database what they are told."""
    conversation.save()
    signal.send(Conversation, conversation=conversation, **provided)


def _latest_text(conversation: Conversation, by) -> str:
    """The text that this person was not shown, as far as they may read it."""
    messages = conversation.messages.all()
    if by is None or conversation.candidate_id == by.pk:
        messages = messages.for_candidate()
    latest = messages.last()
    return latest.text if latest else ""
