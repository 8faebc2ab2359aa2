"""What deleting a reviewed text leaves behind: its public row, as a tombstone."""

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import Signal
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


def tell_of_deletions(model: type, event: Signal) -> None:
    """Send ``event`` when a text whose public row was readable is deleted, by whatever door.

    It provides that row, named as in ``PublishedThread``: ``published_thread``.
    """
    relation = model._meta.get_field("published")
    name = f"published_{model._meta.model_name}"

    def remember(sender, instance, **kwargs) -> None:
        # The text before its public row, as whoever publishes takes them
        model._base_manager.select_for_update().filter(pk=instance.pk).first()
        public = relation.related_model.objects.public()
        instance.was_public = public.filter(**{relation.field.name: instance.pk}).first()

    def tell(sender, instance, **kwargs) -> None:
        if row := instance.was_public:
            row.refresh_from_db()
            event.send(type(row), **{name: row})

    uid = f"backstage_qa.deletion.{model._meta.model_name}"
    pre_delete.connect(remember, model, weak=False, dispatch_uid=uid)
    post_delete.connect(tell, model, weak=False, dispatch_uid=uid)
