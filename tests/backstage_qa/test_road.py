"""One question's whole road, by its actions alone."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import TaskState, Workflow, WorkflowTask

from backstage_qa.conversations import actions
from backstage_qa.models import EditorialReviewTask, PublishedThread
from backstage_qa.review.errors import ApprovalRequired
from backstage_qa.threads.actions import draft_from
from tests.factories import ExpertFactory, ProfessionFactory, UserFactory

pytestmark = pytest.mark.django_db


def editor(*codenames):
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def test_a_question_is_asked_answered_approved_and_read():
    profession = ProfessionFactory()
    expert = ExpertFactory(professions=[profession])
    candidate = UserFactory()
    alice = editor("triage_conversation", "add_thread", "change_thread", "publish_thread")
    bob = UserFactory(is_superuser=True)

    conversation = actions.ask(
        profession=profession,
        by=candidate,
        public_name="Camille",
        subject="A day?",
        text="What is a day like?",
        consent=True,
    )
    actions.accept(conversation=conversation, by=alice, expert=expert)
    actions.answer(conversation=conversation, by=expert.user, text="Full of surprises.")
    conversation.refresh_from_db()
    assert conversation.status == "answered"

    thread = draft_from(conversation=conversation, by=alice)
    revision = thread.latest_revision
    with pytest.raises(ApprovalRequired):
        revision.publish(user=bob)
    task = EditorialReviewTask.objects.create(name="Review")
    workflow = Workflow.objects.create(name="Editorial")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(thread, alice)
    state = thread.current_workflow_task_state
    with pytest.raises(ApprovalRequired):
        state.approve(user=alice)
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS
    state.specific.approve(user=bob)

    public = PublishedThread.objects.in_language("en").get()
    assert [e["text"] for e in public.entries] == ["What is a day like?", "Full of surprises."]
    conversation.refresh_from_db()
    assert conversation.status == "answered"

    actions.change_consent(conversation=conversation, by=candidate, consent=False)
    assert not PublishedThread.objects.public().exists()
