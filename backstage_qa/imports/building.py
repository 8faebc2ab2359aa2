"""From a question of another place to a thread of ours, not yet saved."""

import uuid
from collections.abc import Iterable
from functools import partial

from django.utils.text import Truncator
from wagtail.models import Locale

from ..html import from_plain_text
from ..professions.models import Profession
from ..review.models import Origin
from ..threads.models import Entry, Thread, ThreadTag
from ..threads.public import Tag
from .rich_text import to_rich_text
from .texts import LONGEST, LONGEST_HTML, Question, Skips, Source, Text, Unusable, plain

NAMESPACE = uuid.UUID("b2b3fb0c-6a53-4b5c-9d8e-0c6f1e7a4d21")
TITLE = Thread._meta.get_field("title").max_length
TAG = Tag._meta.get_field("name").max_length


def build(
    question: Question,
    source: Source,
    locale: Locale,
    professions: Iterable[Profession],
    skips: Skips,
) -> Thread:
    """A thread with its entries and professions in memory; ``add_tags`` gives it its tags.

    Raises ``Unusable``.
    """
    title = " ".join(plain(question.title).split())
    if not title:
        raise Unusable("a question without a title")
    thread = Thread(
        title=plain(title, TITLE),
        short_answer=plain(question.short_answer).strip(),
        locale=locale,
        origin=Origin.IMPORT,
    )
    thread.professions = list(professions)
    entries: dict[uuid.UUID, Entry] = {}
    for text in question.texts:
        anchor = uuid.uuid5(NAMESPACE, f"{source.name} {text.key}")
        is_first = text is question.texts[0]
        try:
            html = _rich(text, source) or (from_plain_text(title) if is_first else "")
        except Unusable as why:
            if is_first:
                raise
            skips.skip(text.place, str(why))
            continue
        if anchor in entries:
            skips.skip(text.place, "another text of this question has the same id")
        elif not html:
            skips.skip(text.place, "holds no text")
        else:
            entries[anchor] = _entry(text, anchor, html, order=len(entries))
    thread.entries = list(entries.values())
    return thread


def _rich(text: Text, source: Source) -> str:
    """Raises ``Unusable`` for more than a page can show, or a cleaner clean in seconds."""
    if len(text.html) > LONGEST_HTML:
        raise Unusable(f"a text of more than {LONGEST_HTML:,} characters")
    return to_rich_text(plain(text.html), partial(source.lead, base=text.address))


def add_tags(threads: Iterable[tuple[Thread, list[str]]]) -> None:
    """Give threads the tags of these names, made where they are new; one query for all known."""
    wanted = [(thread, _names(names)) for thread, names in threads]
    names = {name for _, names in wanted for name in names}
    known = _known(names)
    for name in sorted(names - known.keys()):
        known[name] = Tag.objects.get_or_create(name=name)[0]  # somebody may be quicker
    for thread, own in wanted:
        thread.tagged_items = [ThreadTag(tag=known[name]) for name in own]


def _known(names: set[str]) -> dict[str, Tag]:
    return {tag.name: tag for tag in Tag.objects.filter(name__in=names)}


def _names(names: list[str]) -> list[str]:
    tidy = [Truncator(" ".join(plain(name).split())).chars(TAG) for name in names]
    return list(dict.fromkeys(name for name in tidy if name))


def _entry(text: Text, anchor: uuid.UUID, html: str, order: int) -> Entry:
    return Entry(
        anchor=anchor,
        kind=text.kind,
        text=html,
        author_name=plain(text.author, LONGEST["author_name"]).strip(),
        author_job=plain(text.job, LONGEST["author_job"]).strip(),
        said_on=text.said_on,
        source_url=text.address,
        source_licence=plain(text.licence, LONGEST["source_licence"]),
        sort_order=order,
    )
