"""The steps of a review, in code."""

from backstage_qa.models import PublishedThread


def submit(thread, by):
    thread.refresh_from_db()
    thread.get_workflow().start(thread, by)
    return thread.current_workflow_task_state.specific


def publish(thread, by, approver):
    submit(thread, by).approve(user=approver)
    thread.refresh_from_db()
    return PublishedThread.objects.get(thread=thread)


def change(thread, by, **fields):
    thread.refresh_from_db()
    text = thread.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(text, name, value)
    return text.save_revision(user=by)
