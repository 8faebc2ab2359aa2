"""What looks like personal data in a thread: a person confirms each before it is public.

Kept is a fingerprint: what was confirmed is recognised, and cannot be read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from ..conversations.errors import NotAllowed
from ..experts.models import Expert
from ..html import to_plain_text
from ..personal_data.detect import find
from ..personal_data.finding import Finding
from ..review.errors import Refusal
from . import publication
from .log import CONFIRMED

if TYPE_CHECKING:
    from .models import Entry, Thread

# Addresses that a link hides.
HIDDEN = re.compile(r'href="(?:mailto|tel):([^"?]+)')


class Unconfirmed(Refusal):
    """Nobody said of what looks like personal data in the text that it may be public."""

    reason = _(
        "It holds what looks like personal data, and nobody confirmed that it may be public."
    )


class Confirmation(models.Model):
    """That somebody looked at what a detector found in a thread, and it may be public."""

    thread = models.ForeignKey(
        "backstage_qa.Thread", on_delete=models.CASCADE, related_name="confirmations"
    )
    fingerprint = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "fingerprint"], name="backstage_confirmed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.fingerprint[:8]}"


@dataclass(frozen=True)
class Found:
    """What a detector found in one part of a thread; ``entry`` is None above the entries."""

    finding: Finding
    entry: "Entry | None"

    @property
    def fingerprint(self) -> str:
        said = " ".join(self.finding.text.lower().split())
        value = f"{self.finding.kind}:{said}"
        return salted_hmac("backstage_qa.confirmed", value, algorithm="sha256").hexdigest()


def read_of(entry: "Entry") -> str:
    """What is read of an entry, and the addresses that its links hide, as plain text."""
    return "\n".join([to_plain_text(entry.text), *HIDDEN.findall(entry.text)])


def askers_names(thread: "Thread") -> list[str]:
    """Names and addresses of those whose conversations the thread draws on."""
    people = publication.sources_of(thread).exclude(candidate=None).select_related("candidate")
    return [
        name
        for conversation in people
        for name in (conversation.candidate.get_full_name(), conversation.candidate.email)
    ]


def shown_names(thread: "Thread") -> list[str]:
    """By which people stand on its page: candidates as they chose, experts who agreed to it."""
    entries = thread.entries.all()
    experts = Expert.objects.filter(pk__in={entry.expert_id for entry in entries} - {None})
    hidden = set(experts.filter(agreed_public_on=None).values_list("pk", flat=True))
    return [entry.author_name for entry in entries if entry.expert_id not in hidden]


def found_in(thread: "Thread") -> list[Found]:
    """Everything that looks like personal data in a thread, as it is in hand."""
    names, shown = askers_names(thread), shown_names(thread)
    parts = [(f"{thread.title}\n{thread.short_answer}", None)]
    parts += [(read_of(entry), entry) for entry in thread.entries.all()]
    return [Found(finding, entry) for text, entry in parts for finding in find(text, names, shown)]


def unconfirmed(thread: "Thread") -> dict[str, Found]:
    """What nobody has confirmed, each once, by fingerprint; nothing in what was imported."""
    if thread.origin in thread.TRUSTED_ORIGINS:
        return {}
    found = {one.fingerprint: one for one in found_in(thread)}
    if not found:
        return {}
    known = set(Confirmation.objects.filter(thread=thread.pk).values_list("fingerprint", flat=True))
    return {key: one for key, one in found.items() if key not in known}


def require_confirmed(thread: "Thread") -> None:
    """Raise ``Unconfirmed`` if the text in hand holds what nobody confirmed."""
    if unconfirmed(thread):
        raise Unconfirmed


@transaction.atomic
def confirm(*, thread: "Thread", fingerprints: Iterable[str], by) -> None:
    """Say that these may be public. Raises ``NotAllowed``."""
    if not by.has_perm("backstage_qa.change_thread"):
        raise NotAllowed
    rows = [Confirmation(thread=thread, fingerprint=key, by=by) for key in set(fingerprints)]
    Confirmation.objects.bulk_create(rows, ignore_conflicts=True)
    log(instance=thread, action=CONFIRMED, user=by, data={"count": len(rows)})
