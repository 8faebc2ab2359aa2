"""Proof that a case was on somebody's desk, for when it leaves it while they write."""

import datetime

from django.core import signing
from django.utils import timezone

from ..models import Conversation

SALT = "backstage_qa.desk"
LONGEST = datetime.timedelta(days=2)


def seen_now(conversation: Conversation) -> str:
    """What only a person can send back who is shown this conversation now."""
    return signing.dumps([conversation.pk, timezone.now().isoformat()], salt=SALT)


def seen_at(proof: str, pk: int) -> datetime.datetime | None:
    """When the sender was shown this conversation; None without a valid proof."""
    try:
        shown, at = signing.loads(proof, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    return datetime.datetime.fromisoformat(at) if shown == pk else None
