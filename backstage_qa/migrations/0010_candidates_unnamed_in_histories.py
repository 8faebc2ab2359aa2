"""What candidates did stands in Wagtail's histories without who they are, also in the past."""

from django.db import migrations

VERBS = ("ask", "edit_question", "follow_up", "thank", "withdraw", "change_consent")


def forget_candidates(apps, schema_editor):
    entries = apps.get_model("wagtailcore", "ModelLogEntry").objects
    entries.filter(action__in=[f"backstage_qa.{verb}" for verb in VERBS]).update(user=None)


class Migration(migrations.Migration):
    dependencies = [
        ("backstage_qa", "0009_names_of_tags"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(forget_candidates, migrations.RunPython.noop)]
