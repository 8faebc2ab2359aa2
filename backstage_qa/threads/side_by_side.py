"""What was said beside what will be read, with what differs and what tells of a person marked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ..conversations.desk.noticing import KINDS
from ..conversations.models import Conversation, Message
from ..personal_data.detect import find
from ..personal_data.finding import Finding
from .confirming import askers_names, read_of, shown_names
from .models import Entry, Thread

Span = tuple[int, int]
WORD = re.compile(r"\S+")
DRESS = {"del": "<del>{}</del>", "ins": "<ins>{}</ins>"}
MARK = "<mark>{}</mark>"
NAMED_MARK = '<mark>{} <span class="backstage-found">{}</span></mark>'


@dataclass(frozen=True)
class Pair:
    """An entry of the draft, and the message it was made from; None where there is none to see."""

    entry: Entry
    message: Message | None
    said: SafeString
    read: SafeString

    @property
    def is_as_said(self) -> bool:
        return self.message is not None and "<del>" not in self.said and "<ins>" not in self.read


def pairs(draft: Thread, reader) -> list[Pair]:
    """Each entry of a draft; what was said only where ``reader`` may read the conversation."""
    known = askers_names(draft), shown_names(draft)
    on_desk = Conversation.objects.on_desk_of(reader)
    pks = {entry.source_message_id for entry in draft.entries.all()} - {None}
    messages = Message.objects.filter(pk__in=pks, conversation__in=on_desk).in_bulk()
    return [
        _pair(entry, messages.get(entry.source_message_id), *known) for entry in draft.entries.all()
    ]


def _pair(entry: Entry, message: Message | None, names: list[str], shown: list[str]) -> Pair:
    read = read_of(entry)
    if message is None:
        return Pair(entry, None, mark_safe(""), dressed(read, [], "ins", find(read, names, shown)))
    removed, added = differences(message.text, read)
    said = dressed(message.text, removed, "del", find(message.text, names, shown))
    return Pair(entry, message, said, dressed(read, added, "ins", find(read, names, shown)))


def differences(said: str, read: str) -> tuple[list[Span], list[Span]]:
    """Spans of the words that only the first text has, and of those that only the second has."""
    before, after = ([word.span() for word in WORD.finditer(text)] for text in (said, read))
    matcher = SequenceMatcher(
        None,
        [said[start:end] for start, end in before],
        [read[start:end] for start, end in after],
        autojunk=False,
    )
    removed, added = [], []
    for what, i, j, k, m in matcher.get_opcodes():
        if what != "equal":
            removed += [(before[i][0], before[j - 1][1])] if j > i else []
            added += [(after[k][0], after[m - 1][1])] if m > k else []
    return removed, added


def dressed(
    text: str, changed: Iterable[Span], tag: str, findings: Iterable[Finding]
) -> SafeString:
    """The text, escaped, with changed spans in ``tag`` and findings marked and named."""
    changed, findings = list(changed), list(findings)
    spans = [*changed, *((found.start, found.end) for found in findings)]
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    whole = mark_safe("")
    for start, end in pairwise(edges):
        piece = format_html("{}", text[start:end])
        if any(first <= start < last for first, last in changed):
            piece = format_html(DRESS[tag], piece)
        if found := next((f for f in findings if f.start <= start < f.end), None):
            name = KINDS[found.kind] if end == found.end else ""
            piece = format_html(NAMED_MARK if name else MARK, piece, name)
        whole += piece
    return whole
