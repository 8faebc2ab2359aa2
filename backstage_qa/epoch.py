"""One number that every public change moves on: what makes cached pages stale."""

import secrets
import threading
from contextlib import contextmanager

from django.db import connections, models, router, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

STEPS = 1_000_000  # nine million million changes fit in the number


class PublicEpoch(models.Model):
    """A single row. Its number is part of the ETag of every public page."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("public epoch")
        verbose_name_plural = _("public epoch")

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """The present number; one query, and the only one of a 304: so without the ORM."""
        with connections[router.db_for_read(cls)].cursor() as cursor:
            cursor.execute("SELECT number FROM backstage_qa_publicepoch WHERE id = 1")
            row = cursor.fetchone()
        return row[0] if row else 0


class _Waiting(threading.local):
    """What this thread has to do when it leaves the outermost ``moved_last``."""

    depth = 0
    is_moved = False


_waiting = _Waiting()


@contextmanager
def moved_last():
    """One transaction, in which the epoch is moved on at the end, once, if at all.

    All that changes something public waits for that one row. Whoever held it and
    then waited for another row could meet somebody who holds that one and waits
    for the epoch: for ever. Also a decorator.
    """
    with transaction.atomic():
        _waiting.depth += 1
        is_done = False
        try:
            yield
            is_done = True
        finally:
            _waiting.depth -= 1
            if not _waiting.depth:
                is_moved, _waiting.is_moved = _waiting.is_moved, False
                if is_done and is_moved:
                    move_on()


def move_on(**kwargs) -> None:
    """Say that something public changed. Usable as a signal receiver."""
    if _waiting.depth:
        _waiting.is_moved = True
        return
    with transaction.atomic():
        if not _raise():
            PublicEpoch.objects.get_or_create(pk=1)
            _raise()


def _raise() -> int:
    """By some steps, so that what was kept under a number that was rolled back is not found again.

    The next change would else make the same number.
    """
    steps = 1 + secrets.randbelow(STEPS)
    return PublicEpoch.objects.filter(pk=1).update(number=F("number") + steps)


class MovesEpoch(models.Model):
    """For plain rows that public pages show: saving or deleting one moves the epoch on."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with moved_last():
            super().save(*args, **kwargs)
            move_on()

    def delete(self, *args, **kwargs):
        with moved_last():
            result = super().delete(*args, **kwargs)
            move_on()
            return result
