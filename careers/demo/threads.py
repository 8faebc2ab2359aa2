"""Threads drawn from the demonstration's conversations, submitted and approved as any other."""

import datetime

from django.utils import timezone

from backstage_qa.models import Conversation, ExpertQuestion, PublishedThread, Thread
from backstage_qa.threads import freshness
from backstage_qa.threads.actions import draft_from, publishable_messages
from backstage_qa.threads.expert_questions import ask_expert, reply
from backstage_qa.threads.reports import report


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
    review(thread, plan, author, approver)
    if "asked" in plan:
        _ask(thread, plan["asked"], approver)
    if plan["state"] == "published":
        _date(PublishedThread.objects.get(thread=thread), plan, chosen[-1].created_at)


def review(thread: Thread, plan: dict, author, approver) -> None:
    """Submit to the editorial review; the second person approves it, or sends it back."""
    if plan["state"] == "draft":
        return
    thread.get_workflow().start(thread, author)
    task = thread.current_workflow_task_state.specific
    if plan["state"] == "sent_back":
        task.reject(user=approver, comment=plan["comment"])
    elif plan["state"] == "published":
        task.approve(user=approver)


def _ask(thread: Thread, plan: dict, by) -> None:
    """What who reviews it asks the expert in it, and perhaps the reply."""
    expert = thread.entries.exclude(expert=None).first().expert
    question = ask_expert(thread=thread, expert=expert, by=by, text=plan["text"])
    dates = {"asked_at": _ago(plan["days_ago"])}
    if "reply" in plan:
        reply(question=question, by=expert.user, text=plan["reply"])
        dates["answered_at"] = _ago(plan["replied_days_ago"])
    ExpertQuestion.objects.filter(pk=question.pk).update(**dates)


def _ago(days: float) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def _date(row: PublishedThread, plan: dict, published_at: datetime.datetime) -> None:
    """Public and verified on days of its own, so that the list is not all of one day."""
    row.published_at = published_at
    verified_on = timezone.localdate() - datetime.timedelta(days=plan["verified_days_ago"])
    freshness.verify(row, verified_on, row.professions.all())
    row.save()
    if "report" in plan:
        report(row=row, reason=plan["report"])
