"""What time does to meetings, and public rows whose announcement is not live.

Every door of Wagtail's keeps both in step; ``QuerySet.update``, ``loaddata`` and
changes by hand do not.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..epoch import move_on
from . import publication
from .public import PublishedMeeting


@transaction.atomic
def end_what_is_over() -> int:
    """Mark the meetings that ended; return how many announcements."""
    ended = PublishedMeeting.objects.filter(is_over=False, ends_at__lte=timezone.now())
    count = ended.update(is_over=True)
    if count:
        move_on()
    return count


@transaction.atomic
def withdraw_leftovers() -> int:
    """Withdraw the public rows of announcements that are not live; return how many."""
    leftovers = PublishedMeeting.objects.public().filter(Q(meeting=None) | Q(meeting__live=False))
    count = leftovers.count()
    if count:
        publication.withdraw(leftovers)
    return count
