"""What deleting a reviewed text leaves behind: its public row, as a tombstone."""

from django.db.models import F
from django.utils import timezone

from ..epoch import PublicEpoch


def untie_and_withdraw(collector, field, sub_objs, using):
    """An ``on_delete`` that unties the public rows, marks them withdrawn and moves the epoch on.

    It runs inside Django's collector, and so for every door that deletes,
    ``QuerySet.delete()`` included, which no signal of Wagtail's announces.
    """
    if not sub_objs:
        return
    collector.add_field_update(field, None, sub_objs)
    withdrawn_at = field.model._meta.get_field("withdrawn_at")
    collector.add_field_update(withdrawn_at, timezone.now(), sub_objs)
    epoch = PublicEpoch.objects.filter(pk=1)
    collector.add_field_update(PublicEpoch._meta.get_field("number"), F("number") + 1, epoch)


untie_and_withdraw.lazy_sub_objs = True  # type: ignore[attr-defined]  # asked by Django
