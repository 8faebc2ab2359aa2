"""Every door that can publish a reviewed text, as a function of (object, revision, person)."""

import contextlib
import datetime
import json

from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.actions import action_registry
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Revision, WorkflowState

from backstage_qa.models import Thread
from backstage_qa.review.errors import Refusal
from backstage_qa.review.schedule import publish_due
from tests.backstage_qa.desks import signed_in


def refusing(door):
    """A door may refuse by an error or by an answer; what counts is what is public."""

    def walk(obj, revision, person):
        with contextlib.suppress(Refusal, CommandError):
            door(obj, revision, person)

    walk.__name__ = door.__name__
    return walk


def url(obj, name, *args):
    return reverse(obj.snippet_viewset.get_url_name(name), args=[obj.pk, *args])


def form_data(obj) -> dict:
    """What the edit screen would send of this object, unchanged."""
    if not isinstance(obj, Thread):
        names = ("expert", "name", "job_title", "team", "since", "bio", "portrait")
        values = {name: obj.serializable_value(name) for name in names}
        return {name: "" if value is None else value for name, value in values.items()}
    entries = list(obj.entries.all())
    data = {
        "title": obj.title,
        "short_answer": obj.short_answer,
        "professions": [profession.pk for profession in obj.professions.all()],
        "tags": "",
        "entries-TOTAL_FORMS": len(entries),
        "entries-INITIAL_FORMS": len(entries),
        "entries-MIN_NUM_FORMS": 1,
        "entries-MAX_NUM_FORMS": 1000,
        "related_items-TOTAL_FORMS": 0,
        "related_items-INITIAL_FORMS": 0,
        "related_items-MIN_NUM_FORMS": 0,
        "related_items-MAX_NUM_FORMS": 5,
    }
    for number, entry in enumerate(entries):
        fields = {
            "id": entry.pk or "",
            "ORDER": number + 1,
            "DELETE": "",
            "kind": entry.kind,
            "text": draftail(strip_tags(entry.text)),
            "expert": entry.expert_id or "",
            "author_name": entry.author_name,
            "author_job": entry.author_job,
            "said_on": entry.said_on.isoformat(),
            "source_url": "",
            "source_licence": "",
        }
        data |= {f"entries-{number}-{name}": value for name, value in fields.items()}
    return data


def draftail(text: str) -> str:
    """What the rich text editor sends of one paragraph."""
    block = {"key": "abcde", "text": text, "type": "unstyled", "depth": 0}
    block |= {"inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"entityMap": {}, "blocks": [block]})


def edit_button(obj, revision, person):
    signed_in(person).post(url(obj, "edit"), form_data(obj) | {"action-publish": "1"})


def revert_button(obj, revision, person):
    data = form_data(obj) | {"action-publish": "1"}
    signed_in(person).post(url(obj, "revisions_revert", revision.pk), data)


def revision_publish(obj, revision, person):
    revision.publish(user=person)


def revision_publish_by_nobody(obj, revision, person):
    revision.publish()


def skipping_permissions(obj, revision, person):
    revision.publish(user=person, skip_permission_checks=True)


def registered_action(obj, revision, person):
    action = action_registry.get_action_class(type(obj), "publish")
    action(revision, user=person).execute()


def plain_action(obj, revision, person):
    PublishRevisionAction(revision, user=person).execute(skip_permission_checks=True)


def saved_as_live(obj, revision, person):
    obj.live, obj.live_revision = True, revision
    obj.save()


def saved_as_live_without_revision(obj, revision, person):
    obj.live = True
    obj.save(update_fields=["live"])


def schedule_command(obj, revision, person):
    past = timezone.now() - datetime.timedelta(minutes=1)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past)
    call_command("publish_scheduled")


def schedule_tick(obj, revision, person):
    past = timezone.now() - datetime.timedelta(minutes=1)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past)
    publish_due()


def own_approval_on_the_dashboard(obj, revision, person):
    state = obj.get_workflow().start(obj, person).current_task_state
    signed_in(person).post(url(obj, "workflow_action", "approve", state.pk))


def own_approval_in_the_editor(obj, revision, person):
    obj.get_workflow().start(obj, person)
    data = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    signed_in(person).post(url(obj, "edit"), form_data(obj) | data)


def own_approval_in_code(obj, revision, person):
    obj.get_workflow().start(obj, person).current_task_state.specific.approve(user=person)


def own_approval_by_the_base_class(obj, revision, person):
    obj.get_workflow().start(obj, person).current_task_state.approve(user=person)


def approval_by_nobody(obj, revision, person):
    obj.get_workflow().start(obj, person).current_task_state.specific.approve(user=None)


def finished_workflow(obj, revision, person):
    obj.get_workflow().start(obj, person).finish(user=person)


def workflow_marked_approved(obj, revision, person):
    obj.get_workflow().start(obj, person)
    states = WorkflowState.objects.filter(base_content_type=ContentType.objects.get_for_model(obj))
    states.update(status=WorkflowState.STATUS_APPROVED)
    revision.publish(user=person)


DOORS = [
    refusing(door)
    for door in (
        edit_button,
        revert_button,
        revision_publish,
        revision_publish_by_nobody,
        skipping_permissions,
        registered_action,
        plain_action,
        saved_as_live,
        saved_as_live_without_revision,
        schedule_command,
        schedule_tick,
        own_approval_on_the_dashboard,
        own_approval_in_the_editor,
        own_approval_in_code,
        own_approval_by_the_base_class,
        approval_by_nobody,
        finished_workflow,
        workflow_marked_approved,
    )
]
