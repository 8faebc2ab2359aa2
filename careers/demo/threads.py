"""The threads of the demonstration: drawn, submitted and approved as any other."""

import datetime
from urllib.parse import urljoin

import nh3
from django.utils import timezone
from markdown_it import MarkdownIt
from wagtail.models import Locale

from backstage_qa.html import from_plain_text
from backstage_qa.models import Conversation, Entry, Origin, PublishedThread, Thread
from backstage_qa.threads.actions import draft_from, publishable_messages

from .files import read_lines

USAJOBS_LICENCE = "CC0 1.0"


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


def load_recruitment_questions(profession, author, approver, progress) -> None:
    """The questions of the USAJOBS help pages, as threads written by the editors."""
    locale = Locale.objects.get(language_code="en")
    first_day = timezone.now() - datetime.timedelta(days=120)
    for number, row in enumerate(progress(read_lines("usajobs_help.jsonl"))):
        published_at = first_day - datetime.timedelta(days=number)
        html, first_paragraph = _read_markdown(row["answer_markdown"], row["source"])
        thread = Thread(title=row["question"], locale=locale, origin=Origin.EDITORS)
        thread.short_answer = first_paragraph if len(first_paragraph) <= 240 else ""
        thread.professions = [profession]
        thread.entries = [
            Entry(
                kind=Entry.Kind.QUESTION,
                text=from_plain_text(row["question"]),
                said_on=published_at.date(),
                source_url=row["source"],
                source_licence=USAJOBS_LICENCE,
                sort_order=0,
            ),
            Entry(
                kind=Entry.Kind.ANSWER,
                text=html,
                author_name="USAJOBS Help Center",
                said_on=published_at.date(),
                source_url=row["source"],
                source_licence=USAJOBS_LICENCE,
                sort_order=1,
            ),
        ]
        thread.tags.add(*row["tags"][:4])
        thread.save()
        thread.save_revision(user=author)
        review(thread, "published", author, approver, published_at=published_at)


def _read_markdown(text: str, source: str) -> tuple[str, str]:
    """The HTML of a text, its links leading to the source's site, and its first paragraph."""
    parser = MarkdownIt("commonmark", {"html": True})
    tokens = parser.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3"  # below the thread's own headings
    html = nh3.clean(
        parser.renderer.render(tokens, parser.options, {}),
        attributes={"a": {"href"}},
        attribute_filter=lambda tag, name, value: urljoin(source, value),
    )
    if tokens[0].type != "paragraph_open":
        return html, ""
    words = [child.content for child in tokens[1].children if child.type == "text"]
    return html, "".join(words)


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
