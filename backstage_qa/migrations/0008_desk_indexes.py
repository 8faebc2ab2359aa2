"""Indexes that count what waits without reading the rows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("backstage_qa", "0007_translation_key")]

    operations = [
        migrations.RemoveIndex("conversation", "backstage_conv_due"),
        migrations.AddIndex(
            "conversation",
            models.Index(
                fields=["status", "first_due_at", "created_at", "candidate"],
                name="backstage_conv_status",
            ),
        ),
        migrations.AddIndex(
            "conversation",
            models.Index(
                fields=[
                    "first_due_at",
                    "created_at",
                    "id",
                    "candidate",
                    "merged_into",
                    "last_message_at",
                ],
                condition=models.Q(("consent", True), ("status__in", ["answered", "closed"])),
                name="backstage_conv_publish",
            ),
        ),
    ]
