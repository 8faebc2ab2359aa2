"""Who makes campaigns: HR and editors. A printed code is for ever, so that only administrators delete."""

from django.db import migrations

APP = "careers"
MODEL = "campaign"
GROUPS = ("Editors", "HR")
ACTIONS = ("add", "change", "view")


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    content_type, _ = ContentType.objects.get_or_create(app_label=APP, model=MODEL)
    for name in GROUPS:
        group, _ = Group.objects.get_or_create(name=name)
        for action in ACTIONS:
            permission, _ = Permission.objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_{MODEL}",
                defaults={"name": f"Can {action} {MODEL}"},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("careers", "0007_campaigns"),
        ("backstage_qa", "0002_groups_and_workflow"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
