"""Threads drawn from the demonstration's conversations, submitted and approved as any other."""

from backstage_qa.models import Conversation, PublishedThread, Thread
from backstage_qa.threads.actions import draft_from, publishable_messages


def load_from_conversation(conversation: Conversation, row: dict, author, approver) -> None:
    """Draft, submit or publish what the row says of the conversation."""
    plan = row["thread"]
    status = conversation.status
    messages = list(conversation.messages.all())
    chosen = [messages[index] for index in plan["entries"]]
    # A thread is drawn from an answered conversation; a follow-up may have come since.
    Conversation.objects.filter(pk=conversation.pk).update(status=Conversation.Status.ANSWERED)
    thread = draft_from(
        conversation=conversation,
        by=author,
        messages=publishable_messages(conversation).filter(pk__in=[m.pk for m in chosen]),
    )
    Conversation.objects.filter(pk=conversation.pk).update(status=status)
    thread.title = plan["title"]
    thread.short_answer = plan["short_answer"]
    thread.tags.add(*plan["tags"])
    thread.save_revision(user=author)
    review(thread, plan["state"], author, approver, published_at=chosen[-1].created_at)


def review(thread: Thread, state: str, author, approver, published_at) -> None:
    """Submit to the editorial review; the second person approves what is to be public.

    ``published_at`` dates the publication, so that the list is not all of one day.
    """
    if state == "draft":
        return
    thread.get_workflow().start(thread, author)
    if state == "in_review":
        return
    thread.current_workflow_task_state.specific.approve(user=approver)
    PublishedThread.objects.filter(thread=thread).update(published_at=published_at)
