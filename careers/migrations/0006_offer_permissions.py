"""Who may do what with offers: editors own the rules and correct matches; HR looks on."""

from django.db import migrations

APP = "careers"
# group: [(model, actions)]
PERMISSIONS = {
    "Editors": [("offer", ("change", "view")), ("matchingrule", ("add", "change", "delete", "view"))],
    "HR": [("offer", ("view",)), ("matchingrule", ("view",))],
}


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    for name, models in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        for model, actions in models:
            content_type, _ = ContentType.objects.get_or_create(app_label=APP, model=model)
            for action in actions:
                permission, _ = Permission.objects.get_or_create(
                    content_type=content_type,
                    codename=f"{action}_{model}",
                    defaults={"name": f"Can {action} {model}"},
                )
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("careers", "0005_offers"),
        ("backstage_qa", "0002_groups_and_workflow"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
