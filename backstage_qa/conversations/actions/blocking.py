"""Blocking whoever abuses the place, and taking it back."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ... import signals
from ..blocks import Block
from ..errors import Blocked, WrongStatus
from ..models import Conversation
from .checking import checked_text
from .transition import announce, transition


def block(
    *,
    conversation: Conversation,
    by,
    reason: str,
    until: datetime.date | None = None,
    seen_version: int | None = None,
) -> Block:
    """Let its candidate write nothing more, up to and with the day ``until``, or till it is lifted.

    What they wrote stays as it is. ``reason`` is for colleagues. Raises ``ValidationError``.
    """
    reason = checked_text(reason, "reason")
    if until and until < timezone.localdate():
        raise ValidationError({"until": _("This day has passed.")})
    data = {"until": until and until.isoformat()}
    with transition("block", conversation, by=by, seen_version=seen_version, data=data) as locked:
        if locked.candidate is None or Block.objects.keeping(locked.candidate_id):
            raise WrongStatus("block", locked.status)
        made = Block.objects.create(
            person=locked.candidate, conversation=locked, reason=reason, until=until, by=by
        )
        announce(signals.candidate_blocked, locked, block=made, by=by)
    return made


def unblock(*, conversation: Conversation, by, seen_version: int | None = None) -> Conversation:
    """Let its candidate write again, for whatever they were blocked."""
    with transition("unblock", conversation, by=by, seen_version=seen_version) as locked:
        blocks = Block.objects.in_force().filter(person=locked.candidate_id)
        if not blocks.update(lifted_at=timezone.now(), lifted_by=by):
            raise WrongStatus("unblock", locked.status)
        announce(signals.candidate_unblocked, locked, by=by)
    return locked


def refuse_blocked(person, verb: str) -> None:
    """Log that somebody who is blocked tried to write, and raise ``Blocked``.

    To be called outside any transaction that the refusal would undo.
    """
    if kept_by := Block.objects.keeping(person and person.pk):
        log(instance=kept_by, action="backstage_qa.refuse_blocked", data={"verb": verb})
        raise Blocked(kept_by.in_words)
