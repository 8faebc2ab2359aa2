"""What deleting a reviewed text leaves behind: its public row, as a tombstone."""

from django.utils import timezone


def untie_and_withdraw(collector, field, sub_objs, using):
    """An ``on_delete`` that unties the public rows and marks them withdrawn.

    It runs inside Django's collector, and so for every door that deletes,
    ``QuerySet.delete()`` included, which no signal of Wagtail's announces. The
    epoch is moved on by the ``post_delete`` of what is deleted, after all its rows.
    """
    if not sub_objs:
        return
    collector.add_field_update(field, None, sub_objs)
    withdrawn_at = field.model._meta.get_field("withdrawn_at")
    collector.add_field_update(withdrawn_at, timezone.now(), sub_objs)


untie_and_withdraw.lazy_sub_objs = True  # type: ignore[attr-defined]  # asked by Django
