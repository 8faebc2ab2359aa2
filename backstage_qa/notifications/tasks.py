"""What a worker may do at once instead of waiting for the next tick."""

import datetime
from time import monotonic

from django.utils import timezone
from django_tasks import task

from .deliver import deliver_due

TOGETHER = 0.25  # seconds, in which what is owed is left to one task


@task()
def deliver_soon() -> None:
    """Deliver what is due. Losing this task loses nothing."""
    for _state in deliver_due():
        pass


class Planned:
    """When the task that this process enqueued last begins, by its monotonic clock."""

    at = 0.0


def deliver_shortly() -> None:
    """Have a worker deliver what was just committed, with what else is within a moment.

    A task that is yet to begin will find it: then there is nothing to enqueue. (Where the
    clock of the worker's machine is ahead by more, the next tick finds it.) Where tasks
    cannot be told when to begin, each mail has one of its own.
    """
    if not deliver_soon.get_backend().supports_defer:
        deliver_soon.enqueue()
    elif (now := monotonic()) >= Planned.at:
        begin = timezone.now() + datetime.timedelta(seconds=TOGETHER)
        deliver_soon.using(run_after=begin).enqueue()
        Planned.at = now + TOGETHER
