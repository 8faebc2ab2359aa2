"""What a worker may do at once instead of waiting for the next tick."""

from django_tasks import task

from .deliver import deliver_due


@task()
def deliver_soon() -> None:
    """Deliver what is due. Losing this task loses nothing."""
    for _state in deliver_due():
        pass
