"""By when the first of all who wait for an answer was promised it: stored, to be sorted by."""

from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery


def keep_first_due(apps, schema_editor):
    Conversation = apps.get_model("backstage_qa", "Conversation")
    rows = Conversation.objects.using(schema_editor.connection.alias).order_by()
    waits = Q(merged_into=OuterRef("pk"), status="merged")
    promised = rows.filter(Q(pk=OuterRef("pk")) | waits).exclude(due_at=None)
    first = promised.order_by("due_at").values("due_at")[:1]
    rows.exclude(due_at=None).update(first_due_at=Subquery(first))


class Migration(migrations.Migration):
    dependencies = [("backstage_qa", "0004_reasons_to_decline")]

    operations = [
        migrations.AddField(
            "conversation", "first_due_at", models.DateTimeField(editable=False, null=True)
        ),
        migrations.RunPython(keep_first_due, migrations.RunPython.noop),
        migrations.RemoveIndex("conversation", "backstage_conv_due"),
        migrations.RemoveIndex("conversation", "backstage_conv_urgent"),
        migrations.AddIndex(
            "conversation",
            models.Index(fields=["status", "first_due_at"], name="backstage_conv_due"),
        ),
        migrations.AddIndex(
            "conversation",
            models.Index(fields=["first_due_at", "created_at", "id"], name="backstage_conv_urgent"),
        ),
    ]
