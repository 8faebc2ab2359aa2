"""Groups, their permissions, and the workflows by which somebody else approves.

What a host already has is kept: rows are found before they are made, and no
model gets a second workflow.
"""

from django.db import migrations

APP = "backstage_qa"
WHOLE = ("add", "change", "view")
# Deleting is for administrators; editors unpublish.
REVIEWED = (*WHOLE, "publish", "lock", "unlock")

# group: [(app, model, actions)]
PERMISSIONS = {
    "Experts": [("wagtailadmin", "admin", ("access",))],
    "Editors": [
        ("wagtailadmin", "admin", ("access",)),
        (APP, "conversation", ("triage",)),
        (APP, "thread", REVIEWED),
        (APP, "expertprofile", REVIEWED),
        (APP, "expert", WHOLE),
        (APP, "absence", WHOLE),
        (APP, "family", WHOLE),
        (APP, "profession", WHOLE),
        (APP, "meeting", REVIEWED),
        (APP, "guest", WHOLE),
        (APP, "declinereason", WHOLE),
        (APP, "notification", ("view",)),
        (APP, "fruitlesssearch", ("view",)),
        (APP, "block", ("view",)),
    ],
    # Not threads: Wagtail's permission to view them shows drafts, too.
    "HR": [
        ("wagtailadmin", "admin", ("access",)),
        (APP, "family", ("view",)),
        (APP, "profession", ("view",)),
        (APP, "meeting", REVIEWED),
        (APP, "guest", WHOLE),
    ],
}
NAMES = {
    ("access", "admin"): "Can access Wagtail admin",
    ("triage", "conversation"): "Can triage, assign and decline conversations",
    ("view", "fruitlesssearch"): "Can view search without a result",
}
IMAGES = {"Editors": ("add", "choose"), "HR": ("add", "choose")}
# workflow, of one task: (models, groups that approve)
WORKFLOWS = {
    "Editorial review": (("thread", "expertprofile"), ("Editors",)),
    "Review of a meeting": (("meeting",), ("HR", "Editors")),
}


def _permission(apps, app_label, model, action):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
    permission, _ = Permission.objects.get_or_create(
        content_type=content_type,
        codename=f"{action}_{model}",
        defaults={"name": NAMES.get((action, model), f"Can {action} {model}")},
    )
    return permission


def create_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    Collection = apps.get_model("wagtailcore", "Collection")
    for name, permissions in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        for app_label, model, actions in permissions:
            group.permissions.add(*(_permission(apps, app_label, model, a) for a in actions))
    root = Collection.objects.order_by("depth").first()
    for name, actions in IMAGES.items():
        for action in actions if root else ():
            GroupCollectionPermission.objects.get_or_create(
                group=Group.objects.get(name=name),
                collection=root,
                permission=_permission(apps, "wagtailimages", "image", action),
            )


def create_workflows(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    WorkflowContentType = apps.get_model("wagtailcore", "WorkflowContentType")
    task_type, _ = ContentType.objects.get_or_create(app_label=APP, model="editorialreviewtask")
    for name, (models, groups) in WORKFLOWS.items():
        free = []
        for model in models:
            content_type, _ = ContentType.objects.get_or_create(app_label=APP, model=model)
            if not WorkflowContentType.objects.filter(content_type=content_type).exists():
                free.append(content_type)
        if not free:
            continue
        task = apps.get_model(APP, "EditorialReviewTask").objects.create(
            name=name, content_type=task_type, active=True
        )
        task.groups.set(apps.get_model("auth", "Group").objects.filter(name__in=groups))
        workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=name)
        apps.get_model("wagtailcore", "WorkflowTask").objects.create(
            workflow=workflow, task=task, sort_order=0
        )
        for content_type in free:
            WorkflowContentType.objects.create(content_type=content_type, workflow=workflow)


class Migration(migrations.Migration):
    dependencies = [
        ("backstage_qa", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.RunPython(create_groups, migrations.RunPython.noop),
        migrations.RunPython(create_workflows, migrations.RunPython.noop),
    ]
