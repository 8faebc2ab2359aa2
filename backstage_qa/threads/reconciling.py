"""Public rows that no longer have a public thread, for doors that nobody can watch.

Every verb and every door of Wagtail's keeps both in step; ``QuerySet.update``,
``loaddata`` and changes by hand do not.
"""

from django.db import transaction
from django.db.models import Q

from . import publication
from .public import PublishedThread


@transaction.atomic
def withdraw_leftovers() -> int:
    """Withdraw the public rows of threads that are not live; return how many."""
    leftovers = PublishedThread.objects.public().filter(Q(thread=None) | Q(thread__live=False))
    count = leftovers.count()
    if count:
        publication.withdraw(leftovers)
    return count
