"""What time does to meetings, and public rows whose announcement is not live.

Every door of Wagtail's keeps both in step; ``QuerySet.update``, ``loaddata`` and
changes by hand do not.
"""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..epoch import move_on
from . import publication, spoken
from .public import PublishedMeeting
from .recordings import Recording


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


def index_missing() -> int:
    """Bring the search into step with the public films; return how many passages changed."""
    films = Recording.objects.public().values("translation_key")
    removed = _forget_stale()
    silent = PublishedMeeting.objects.public().filter(translation_key__in=films, spoken=None)
    keys = set(silent.values_list("translation_key", flat=True))
    return removed + sum(spoken.index(key) for key in keys)


def reindex() -> Iterator[int]:
    """Write the passages of every public film anew; yields how many after each film."""
    for key in list(Recording.objects.public().values_list("translation_key", flat=True)):
        yield spoken.index(key)
    _forget_stale()


def _forget_stale() -> int:
    films = Recording.objects.public().values("translation_key")
    known = spoken.SpokenPassage.objects
    stale = known.exclude(meeting__withdrawn_at=None, meeting__translation_key__in=films)
    return stale.delete()[0]
