"""What every verb does around its own work: one transaction, one lock, the same checks."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ...conf import backstage_settings
from .. import permissions, states
from ..errors import NotAllowed, StaleWrite, WrongStatus
from ..models import Conversation


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
    """Lock the row, check that ``by`` may do ``verb`` now, and save what the body changed.

    ``seen_version`` is the version the person had before their eyes; another
    one raises ``StaleWrite`` with both texts. ``by`` is None only for the tick.
    ``data`` goes to Wagtail's log: never a text, a name or an address.
    """
    with transaction.atomic():
        locked = (
            Conversation.objects.select_for_update(of=("self",))
            .select_related("profession", "candidate", "assigned_to")
            .get(pk=conversation.pk)
        )
        if by is not None and not permissions.may(by, verb, locked):
            raise NotAllowed
        if seen_version is not None and seen_version != locked.version:
            raise StaleWrite(theirs=_latest_text(locked, by), yours=text, version=locked.version)
        step = states.TRANSITIONS[verb]
        if locked.status not in step.sources:
            raise WrongStatus(verb, locked.status)
        before = locked.status
        if step.to is not None:
            locked.status = step.to
        yield locked
        locked.version += 1
        locked.save()
        log(
            instance=locked,
            action=f"backstage_qa.{verb}",
            user=by,
            data={"from": before, "to": locked.status, **(data or {})},
        )


def _latest_text(conversation: Conversation, by) -> str:
    """The text that this person was not shown, as far as they may read it."""
    messages = conversation.messages.all()
    if conversation.candidate_id == by.pk:
        messages = messages.for_candidate()
    latest = messages.last()
    return latest.text if latest else ""


def checked_text(text: str, field: str = "text") -> str:
    """The text without outer white space; raises ``ValidationError`` if empty or too long."""
    text = text.strip().replace("\x00", "")
    if not text:
        raise ValidationError({field: _("Write a text.")})
    if len(text) > backstage_settings.MAX_TEXT_LENGTH:
        raise ValidationError(
            {
                field: _("Write at most %(limit)s characters.")
                % {"limit": backstage_settings.MAX_TEXT_LENGTH}
            }
        )
    return text
