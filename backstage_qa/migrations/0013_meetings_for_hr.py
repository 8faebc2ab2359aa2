"""HR and editors prepare meetings; somebody of either group approves what another wrote."""

from importlib import import_module

from django.db import migrations

first = import_module("backstage_qa.migrations.0002_groups_and_workflow")

APP = "backstage_qa"
GROUPS = ("HR", "Editors")


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Collection = apps.get_model("wagtailcore", "Collection")
    root = Collection.objects.order_by("depth").first()
    for group in Group.objects.filter(name__in=GROUPS):
        for model, actions in (("meeting", first.REVIEWED), ("guest", first.WHOLE)):
            group.permissions.add(*(first._permission(apps, APP, model, a) for a in actions))
        for action in ("add", "choose") if root else ():
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=group,
                collection=root,
                permission=first._permission(apps, "wagtailimages", "image", action),
            )


def create_workflow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    WorkflowContentType = apps.get_model("wagtailcore", "WorkflowContentType")
    meeting, _ = ContentType.objects.get_or_create(app_label=APP, model="meeting")
    if WorkflowContentType.objects.filter(content_type=meeting).exists():
        return
    task_type, _ = ContentType.objects.get_or_create(app_label=APP, model="editorialreviewtask")
    task = apps.get_model(APP, "EditorialReviewTask").objects.create(
        name="Review of a meeting", content_type=task_type, active=True
    )
    task.groups.set(apps.get_model("auth", "Group").objects.filter(name__in=GROUPS))
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name="Review of a meeting")
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(
        workflow=workflow, task=task, sort_order=0
    )
    WorkflowContentType.objects.create(content_type=meeting, workflow=workflow)


class Migration(migrations.Migration):
    dependencies = [
        ("backstage_qa", "0012_meetings"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(create_workflow, migrations.RunPython.noop),
    ]
