"""HR no longer sees drafts: Wagtail's permission to view threads shows those, too."""

from django.db import migrations


def take_drafts_away(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    for group in apps.get_model("auth", "Group").objects.filter(name="HR"):
        group.permissions.remove(
            *Permission.objects.filter(
                content_type__app_label="backstage_qa", codename="view_thread"
            )
        )


class Migration(migrations.Migration):
    dependencies = [("backstage_qa", "0010_candidates_unnamed_in_histories")]

    operations = [migrations.RunPython(take_drafts_away, migrations.RunPython.noop)]
