"""Public rows carry the translation key of their thread: its page need not look for it."""

import uuid

from django.db import migrations, models


def take_over(apps, schema_editor) -> None:
    """Give each row its thread's key, and a key of its own where the thread is gone."""
    Thread = apps.get_model("backstage_qa", "Thread")
    rows = apps.get_model("backstage_qa", "PublishedThread").objects
    same = Thread.objects.filter(pk=models.OuterRef("thread")).values("translation_key")
    rows.filter(thread__isnull=False).update(translation_key=models.Subquery(same))
    for pk in rows.filter(thread=None).values_list("pk", flat=True):
        rows.filter(pk=pk).update(translation_key=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("backstage_qa", "0006_shared_filters_stay")]

    operations = [
        migrations.AddField(
            "publishedthread", "translation_key", models.UUIDField(default=uuid.uuid4, null=True)
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.AlterField(
            "publishedthread",
            "translation_key",
            models.UUIDField(default=uuid.uuid4, db_index=True),
        ),
    ]
