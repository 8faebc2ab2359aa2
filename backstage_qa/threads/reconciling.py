"""Public rows without a public thread, and an index without its rows, for doors nobody can watch.

Every verb and every door of Wagtail's keeps all in step; ``QuerySet.update``,
``bulk_create``, ``loaddata`` and changes by hand do not.
"""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q

from ..search import documents
from ..search.models import SearchDocument
from . import publication
from .public import PublishedThread

BATCH = 500


@transaction.atomic
def withdraw_leftovers() -> int:
    """Withdraw the public rows of threads that are not live; return how many."""
    leftovers = PublishedThread.objects.public().filter(Q(thread=None) | Q(thread__live=False))
    count = leftovers.count()
    if count:
        publication.withdraw(leftovers)
    return count


def index_missing() -> int:
    """Bring the search into step with the public rows, a batch at a time; return how many."""
    gone = SearchDocument.objects.filter(thread__withdrawn_at__isnull=False)
    missing = PublishedThread.objects.public().filter(document=None)
    removed = documents.remove(list(gone.values_list("pk", flat=True)[:BATCH]))
    return removed + _index(list(missing.values_list("pk", flat=True)[:BATCH]))


def reindex() -> Iterator[int]:
    """Write every document anew while people search; yields how many after each batch."""
    last = 0
    while True:
        following = PublishedThread.objects.public().filter(pk__gt=last).order_by("pk")
        ids = list(following.values_list("pk", flat=True)[:BATCH])
        if not ids:
            break
        _index(ids)
        last = ids[-1]
        yield len(ids)
    SearchDocument.objects.filter(thread__withdrawn_at__isnull=False).delete()


@transaction.atomic
def _index(ids: list[int]) -> int:
    # Held, so that a text published at this moment is not overwritten by the older one.
    rows = list(PublishedThread.objects.public().filter(pk__in=ids).select_for_update())
    documents.index(rows)
    return len(rows)
