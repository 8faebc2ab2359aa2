"""What deleting a thread leaves behind: its public row, as a tombstone that no search finds."""

from ..review.tombstones import untie_and_withdraw
from ..search.models import SearchDocument


def withdraw_and_keep(collector, field, sub_objs, using):
    """As ``untie_and_withdraw``, and out of the search index."""
    if not sub_objs:
        return
    collector.collect(SearchDocument.objects.filter(thread__in=sub_objs))
    untie_and_withdraw(collector, field, sub_objs, using)


withdraw_and_keep.lazy_sub_objs = True  # type: ignore[attr-defined]  # asked by Django
