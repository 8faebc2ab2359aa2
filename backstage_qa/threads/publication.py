"""From an approved thread to the row the public reads, and back.

``render`` is the one function that makes public text; preview and publication
both call it, and only publication saves.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.rich_text import expand_db_html

from .. import signals
from ..conversations.models import Conversation, Message
from ..epoch import move_on, moved_last
from ..html import clean, to_plain_text
from ..review.errors import Refusal
from ..review.models import CONVERSED, Origin
from ..search import documents
from . import freshness, links, related
from .public import PublishedThread

if TYPE_CHECKING:
    from .models import Entry, Thread

EXCERPT_LENGTH = 270


class ConsentMissing(Refusal):
    """A candidate whose words are in the thread has not agreed to publication."""

    reason = _("A candidate in this thread has not agreed to publication, or withdrew consent.")


def sources_of(*threads: "Thread") -> QuerySet[Conversation]:
    """The conversations that threads draw on.

    Both the recorded sources and the messages of this very text count, so that
    an old revision brings nobody's words back.
    """
    entries = [entry for thread in threads for entry in thread.entries.all()]
    messages = {entry.source_message_id for entry in entries} - {None}
    quoted = Message.objects.filter(pk__in=messages).values("conversation")
    recorded = Conversation.objects.filter(thread_sources__thread__in=[t.pk for t in threads])
    return Conversation.objects.filter(Q(pk__in=recorded.values("pk")) | Q(pk__in=quoted))


def held_sources(*threads: "Thread") -> list[Conversation]:
    """The conversations that threads draw on, locked until the transaction ends.

    Whoever withdraws consent at the same moment waits, and then finds what was
    published; or came first.
    """
    return list(sources_of(*threads).select_for_update().order_by("pk"))


def has_consent(thread: "Thread") -> bool:
    """Whether every candidate this thread draws on agrees to publication, until the commit."""
    return all(conversation.consent for conversation in held_sources(thread))


def lacks_consent(thread: "Thread") -> bool:
    """Whether somebody whom this thread draws on does not agree, as far as is known now."""
    return sources_of(thread).filter(consent=False).exists()


def render(thread: "Thread") -> PublishedThread:
    """The public row of a thread as it would read now; not saved.

    ``thread`` may be unsaved or made from a revision. Relations are not set on
    the result; ``publish`` does that.
    """
    language = thread.locale.language_code
    entries = [_render_entry(entry, thread) for entry in thread.entries.all()]
    professions = [p for p in thread.professions.all() if p.locale_id == thread.locale_id]
    now = timezone.now()
    return PublishedThread(
        thread=thread if thread.pk else None,
        translation_key=thread.translation_key,
        language=language,
        title=thread.title,
        slug=PublishedThread.slug_for(thread.title),
        short_answer=thread.short_answer,
        excerpt=_excerpt(thread.short_answer, entries),
        answered_by=_answered_by(entries),
        entries=entries,
        entry_count=len(entries),
        tag_list=[{"name": tag.name, "slug": tag.slug} for tag in thread.tags.all()],
        profession_list=[{"name": p.name, "slug": p.slug} for p in professions],
        origin=thread.origin,
        published_at=_dated(thread, entries, now),
        updated_at=now,
    )


def _dated(thread: "Thread", entries: list[dict], now: datetime) -> datetime:
    """Now; an import keeps its own day, lest years of it stand before what is new here."""
    if thread.origin != Origin.IMPORT or not entries:
        return now
    return min(now, datetime.combine(date.fromisoformat(entries[0]["date"]), time(12), UTC))


def _render_entry(entry: "Entry", thread: "Thread") -> dict:
    expert = entry.expert if entry.expert and entry.expert.agreed_public_on else None
    # Of our own people only those are named who agreed; an expert who left is no entry's any more.
    is_ours = thread.origin in CONVERSED and entry.kind == "answer"
    named = expert or not (entry.expert or is_ours)
    profile = expert.profile_in(thread.locale.language_code) if expert else None
    html = clean(expand_db_html(entry.text))
    return {
        "anchor": str(entry.anchor),
        "kind": entry.kind,
        "html": html,
        "text": to_plain_text(html),
        "name": entry.author_name if named else "",
        "job": entry.author_job if named else "",
        "expert": expert.pk if expert else None,
        "portrait": profile.portrait_url if profile else "",
        "team": profile.team if profile else "",
        "since": profile.since if profile else None,
        "date": entry.said_on.isoformat(),
        "source_url": entry.source_url,
        "licence": entry.source_licence,
    }


def _excerpt(short_answer: str, entries: list[dict]) -> str:
    """What a list shows below the question: at most 280 characters, cut at a word."""
    answers = [entry["text"] for entry in entries if entry["kind"] == "answer"]
    text = " ".join((short_answer or next(iter(answers), "")).split())
    return text if len(text) <= EXCERPT_LENGTH else text[:EXCERPT_LENGTH].rsplit(" ", 1)[0] + " …"


def _answered_by(entries: list[dict]) -> list[dict]:
    """Each person who answers, once, in order; without those who are not named."""
    shown = ("name", "job", "portrait", "expert")
    people = {
        (entry["expert"], entry["name"]): {key: entry[key] for key in shown}
        for entry in entries
        if entry["kind"] == "answer" and entry["name"]
    }
    return list(people.values())


def approved(thread: "Thread") -> "Thread":
    """The thread as its approved revision has it, not as the row in hand.

    A change that nobody approved cannot slip through with a plain ``save()``.
    """
    return thread.live_revision.as_object() if thread.live_revision else thread


def publish(thread: "Thread") -> PublishedThread:
    """Write the public row of a thread that just went live; in its transaction."""
    text = approved(thread)
    if not has_consent(text):
        raise ConsentMissing
    fresh = render(text)
    row = PublishedThread.objects.select_for_update().filter(thread_id=thread.pk).first()
    is_new = row is None or row.withdrawn_at is not None
    if row is not None:
        fresh.pk, fresh.version = row.pk, row.version
        fresh.published_at, fresh.helpful = row.published_at, row.helpful
    fresh.related_list = related.chosen_for(text)
    about = [p for p in text.professions.all() if p.locale_id == thread.locale_id]
    freshness.settle(fresh, thread, about, before=row)
    fresh.thread = thread
    fresh.version += 1
    fresh.save()
    fresh.professions.set(about)
    fresh.tags.set(text.tags.all())
    fresh.experts.set({e["expert"] for e in fresh.entries if e["expert"]})
    _tell([fresh], signals.thread_published if is_new else signals.thread_updated)
    return fresh


def publish_first(threads: Iterable["Thread"]) -> list[PublishedThread]:
    """As ``publish`` for many threads that never were public, in a few queries.

    For texts that nobody is quoted in and nobody has to approve (see ``bulk``);
    what is in hand is what is published. In the transaction that made them live.
    """
    threads = list(threads)
    rows = [render(thread) for thread in threads]
    for thread, row in zip(threads, rows, strict=True):
        row.version = 1
        freshness.settle(row, thread, thread.professions.all())
    PublishedThread.objects.bulk_create(rows)
    both = list(zip(threads, rows, strict=True))
    professions = [
        (row.pk, profession.pk)
        for thread, row in both
        for profession in thread.professions.all()
        if profession.locale_id == thread.locale_id
    ]
    _relate(PublishedThread.professions, "profession", professions)
    tags = [(row.pk, tag.pk) for thread, row in both for tag in thread.tags.all()]
    _relate(PublishedThread.tags, "tag", tags)
    experts = {(row.pk, e["expert"]) for row in rows for e in row.entries if e["expert"]}
    _relate(PublishedThread.experts, "expert", experts)
    _tell(rows, signals.thread_published)
    return rows


def _relate(relation, name: str, pairs: Iterable[tuple[int, int]]) -> None:
    through = relation.through
    through.objects.bulk_create(
        through(publishedthread_id=row, **{f"{name}_id": pk}) for row, pk in pairs
    )


def _tell(rows: list[PublishedThread], event) -> None:
    """What follows from public rows just written, in their transaction."""
    others = links.settle(rows)
    documents.index(rows)
    move_on()
    for row in rows:
        event.send(sender=PublishedThread, thread=row.thread, published_thread=row)
    for row in others:
        signals.thread_updated.send(PublishedThread, thread=row.thread, published_thread=row)


@moved_last()
def withdraw(rows) -> None:
    """Take public rows (a queryset) off the public pages; their addresses answer 410."""
    for row in rows.filter(withdrawn_at=None):
        row.withdrawn_at = timezone.now()
        row.version += 1
        row.save(update_fields=["withdrawn_at", "version"])
        documents.remove([row.pk])
        signals.thread_withdrawn.send(sender=type(row), published_thread=row)
        move_on()
