"""Publishing a conversation the way editors do: drafted, submitted, approved by another."""

from wagtail.models import Task, Workflow, WorkflowTask

from backstage_qa.models import EditorialReviewTask, PublishedThread
from backstage_qa.threads.actions import draft_from
from tests.factories import MessageFactory, UserFactory


def workflow() -> Workflow:
    """A workflow of one editorial review."""
    found = Workflow.objects.filter(name="Review of these tests").first()
    if found is None:
        found = Workflow.objects.create(name="Review of these tests")
        task = EditorialReviewTask.objects.create(name="Review of these tests")
        WorkflowTask.objects.create(workflow=found, task=Task.objects.get(pk=task.pk))
    return found


def publish_thread_from(conversation):
    """(thread, public row) of a conversation whose candidate agrees."""
    conversation.consent = True
    conversation.save()
    if not conversation.messages.filter(kind="answer").exists():
        MessageFactory(conversation=conversation, kind="answer", expert=conversation.assigned_to)
    writer, reader = (UserFactory(is_superuser=True) for _ in range(2))
    thread = draft_from(conversation=conversation, by=writer)
    approve(thread, writer=writer, reader=reader)
    return thread, PublishedThread.objects.get(thread=thread)


def approve(thread, *, writer, reader) -> None:
    workflow().start(thread, writer)
    thread.current_workflow_task_state.specific.approve(user=reader)
    thread.refresh_from_db()
