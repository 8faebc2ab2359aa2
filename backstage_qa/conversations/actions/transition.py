"""What every verb does around its own work: one transaction, one lock, the same checks."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import ModelLogEntry

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
    follows: bool = False,
) -> Iterator[Conversation]:
    """Lock the row, check that ``by`` may do ``verb`` now, and log it.

    The body changes the row it is given and ends with ``announce``, which saves.
    ``seen_version`` is the version the person had before their eyes; another
    one raises ``StaleWrite`` with both texts. ``by`` is None when time does it.
    ``follows``: it follows from what ``by`` did to another conversation.
    ``data`` goes to Wagtail's log: never a text, a name or an address.
    """
    step = states.TRANSITIONS[verb]
    with transaction.atomic():
        locked = lock(conversation.pk)[conversation.pk]
        joined = locked.merged_into_id
        if not ((follows and step.follows) or _may(by, verb, locked)):
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
        touched = {locked.pk, joined, locked.merged_into_id}
        Conversation.objects.filter(pk__in=touched - {None}).keep_first_due()


def lock(*pks: int) -> dict[int, Conversation]:
    """Lock conversations with those merged into them, and those they are merged into, by pk.

    Always in the same order, so that nobody waits in a circle.
    """
    merged = Conversation.objects.filter(status=Conversation.Status.MERGED).order_by()
    with_them = Q(merged_into__in=pks, status=Conversation.Status.MERGED)
    with_them |= Q(pk__in=merged.filter(pk__in=pks).values("merged_into"))
    rows = Conversation.objects.filter(Q(pk__in=pks) | with_them).order_by("pk")
    related = rows.select_related("profession", "candidate", "assigned_to")
    locked = {row.pk: row for row in related.select_for_update(of=("self",))}
    if not locked.keys() >= set(pks):
        raise Conversation.DoesNotExist
    return locked


def _may(by, verb: str, conversation: Conversation) -> bool:
    if by is None:
        return states.TRANSITIONS[verb].by_time
    return permissions.may(by, verb, conversation)


def write_log(verb: str, conversation: Conversation, *, by, data: dict) -> None:
    """Tell Wagtail's histories, which name the staff and no candidate: an address is a name.

    The row that Wagtail's own ``log`` writes. That one asks the database once more whether
    each row that is named is there: a tenth of the time that asking takes.
    """
    staff = None if by is None or by.pk == conversation.candidate_id else by
    context = get_active_log_context()
    entry = ModelLogEntry(
        content_type=ContentType.objects.get_for_model(Conversation),
        object_id=str(conversation.pk),
        label=str(conversation),
        action=f"backstage_qa.{verb}",
        timestamp=timezone.now(),
        user=staff or context.user,
        uuid=context.uuid,
        data=data,
    )
    ModelLogEntry.objects.bulk_create([entry])


def announce(signal: Signal, conversation: Conversation, **provided) -> None:
    """Save a locked conversation, then tell: receivers find in the database what they are told."""
    conversation.save()
    tell(signal, conversation, **provided)


def tell(signal: Signal, conversation: Conversation, **provided) -> None:
    """Tell of a conversation that is saved as it is."""
    signal.send(Conversation, conversation=conversation, **provided)


def _latest_text(conversation: Conversation, by) -> str:
    """The text that this person was not shown, as far as they may read it."""
    messages = conversation.messages.all()
    if by is None or conversation.candidate_id == by.pk:
        messages = messages.for_candidate()
    latest = messages.last()
    return latest.text if latest else ""
