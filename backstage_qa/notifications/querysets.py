"""The outbox as a queue: which mails are due, and whose hands each is in."""

import datetime

from django.db import connection, models, transaction

from ..conf import backstage_settings


class NotificationQuerySet(models.QuerySet):
    def due(self, now: datetime.datetime) -> "NotificationQuerySet":
        """Those to be sent now that no process holds; a killed process's lease runs out."""
        free = models.Q(leased_until=None) | models.Q(leased_until__lt=now)
        return self.filter(free, state="pending", next_attempt_at__lte=now)

    def claim(self, now: datetime.datetime):
        """Lease the mail that is due longest to this process; None when there is none.

        The claim is committed before anything is sent. Two processes never get
        the same row: the update asks again whether it is free.
        """
        until = now + datetime.timedelta(seconds=backstage_settings.DELIVERY_LEASE)
        with transaction.atomic(durable=True):
            waiting = self.due(now).order_by("next_attempt_at", "pk")
            if connection.features.has_select_for_update_skip_locked:
                waiting = waiting.select_for_update(skip_locked=True)
            pk = waiting.values_list("pk", flat=True).first()
            if (
                not self.due(now)
                .filter(pk=pk)
                .update(leased_until=until, attempts=models.F("attempts") + 1)
            ):
                return None
        related = ("recipient", "published_thread", "report", "message__expert", "message__thread")
        case = ("conversation__profession", "conversation__candidate", "conversation__assigned_to")
        return self.select_related(*related, *case).get(pk=pk)

    def settle(self, row, **changes) -> bool:
        """Write what became of a claimed mail; False if the lease ran out and another has it."""
        mine = self.filter(pk=row.pk, leased_until=row.leased_until)
        return bool(mine.update(leased_until=None, **changes))
