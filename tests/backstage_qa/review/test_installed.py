"""What the migration brings: groups, permissions, the workflow; and what a grown site keeps."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import Workflow, WorkflowContentType

from backstage_qa.models import EditorialReviewTask, ExpertProfile, Meeting, Thread
from tests.backstage_qa.desks import member

pytestmark = pytest.mark.django_db

migration = import_module("backstage_qa.migrations.0002_groups_and_workflow")


MEETINGS = {
    *("add_meeting", "change_meeting", "view_meeting"),
    *("publish_meeting", "lock_meeting", "unlock_meeting"),
    *("add_guest", "change_guest", "view_guest"),
}


def granted(group: str) -> set[str]:
    """What a member may do in the plugin."""
    permissions = member(group).get_all_permissions()
    return {name.split(".")[1] for name in permissions if name.startswith("backstage_qa.")}


def test_experts_may_enter_and_nothing_more():
    assert member("Experts").has_perm("wagtailadmin.access_admin")
    assert granted("Experts") == set()


def test_hr_reads_professions_and_prepares_meetings():
    assert member("HR").has_perm("wagtailadmin.access_admin")
    assert granted("HR") == {"view_profession", "view_family"} | MEETINGS


def test_editors_do_all_but_delete():
    whole = {
        f"{action}_{model}"
        for action in ("add", "change", "view")
        for model in (
            *("thread", "expertprofile", "expert", "absence", "family", "profession"),
            "declinereason",
        )
    }
    others = {
        f"{action}_{model}"
        for action in ("publish", "lock", "unlock")
        for model in ("thread", "expertprofile")
    }
    others.add("triage_conversation")
    registers = {"view_notification", "view_fruitlesssearch", "view_block"}
    assert granted("Editors") == whole | others | registers | MEETINGS


@pytest.mark.parametrize("model", [Thread, ExpertProfile])
def test_reviewed_models_have_the_editorial_review(model):
    workflow = model.get_default_workflow()
    assert workflow.name == "Editorial review"
    task = workflow.tasks.get().specific
    assert isinstance(task, EditorialReviewTask)
    assert [group.name for group in task.groups.all()] == ["Editors"]


def test_run_again_it_doubles_nothing():
    migration.create_groups(apps, None)
    migration.create_workflows(apps, None)
    assert Group.objects.filter(name="Editors").count() == 1
    assert EditorialReviewTask.objects.count() == 2
    assert WorkflowContentType.objects.count() == 3


def test_a_workflow_of_the_host_s_own_is_kept():
    WorkflowContentType.objects.all().delete()
    EditorialReviewTask.objects.all().delete()
    Workflow.objects.all().delete()
    own = Workflow.objects.create(name="Ours")
    for model in (Thread, ExpertProfile, Meeting):
        WorkflowContentType.objects.create(content_type=model.get_content_type(), workflow=own)
    migration.create_workflows(apps, None)
    assert not EditorialReviewTask.objects.exists()
    assert Thread.get_default_workflow() == own
