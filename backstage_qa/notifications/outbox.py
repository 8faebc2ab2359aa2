"""Writing to the outbox, in the transaction of what happened."""

from collections.abc import Iterable

from django.db import transaction

from .models import Notification
from .tasks import deliver_soon


def post(kind: Notification.Kind, event: str, to: Iterable[tuple], **about) -> None:
    """Owe a mail about an event to each of ``to``: pairs of (user, language).

    Written once however often the event is told. ``about`` is ``conversation``,
    ``message``, ``published_thread``, ``report``, ``published_meeting``,
    ``removal``: what the mail is made from.
    """
    written = [
        Notification.objects.get_or_create(
            kind=kind, event=event, recipient=user, defaults={"language": language, **about}
        )
        for user, language in to
    ]
    if any(created for _, created in written):
        # Only makes it sooner: without a worker the next tick finds the rows.
        transaction.on_commit(deliver_soon.enqueue, robust=True)
