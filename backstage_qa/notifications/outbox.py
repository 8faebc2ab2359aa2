"""Writing to the outbox, in the transaction of what happened."""

from collections.abc import Iterable

from django.db import transaction

from .models import Notification
from .tasks import deliver_shortly

ONE_MAIL = ["kind", "event", "recipient"]


def post(kind: Notification.Kind, event: str, to: Iterable[tuple], **about) -> None:
    """Owe a mail about an event to each of ``to``: pairs of (user, language).

    Written once however often the event is told. ``about`` is ``conversation``,
    ``message``, ``published_thread``, ``report``, ``objection``,
    ``expert_question``, ``published_meeting``, ``removal``: what the mail is made from.
    """
    rows = [
        Notification(kind=kind, event=event, recipient=user, language=language, **about)
        for user, language in dict(to).items()
    ]
    if not rows:
        return
    # What is there stays as it is. (To ignore conflicts is, on SQLite, to ignore every fault.)
    Notification.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=ONE_MAIL, update_fields=["kind"]
    )
    # Only makes it sooner: without a worker the next tick finds the rows.
    transaction.on_commit(deliver_shortly, robust=True)
