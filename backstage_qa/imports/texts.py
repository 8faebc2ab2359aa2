"""The common form of what is imported: a question of another place, with all said about it."""

import datetime
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Protocol

from django.utils import timezone

from ..threads.models import Entry

LONGEST = {
    name: Entry._meta.get_field(name).max_length
    for name in ("author_name", "author_job", "source_url", "source_licence")
}
LONGEST_HTML = 500_000  # characters
# Controls but line ends and tabs, and halves of characters
UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class BrokenFile(Exception):
    """A file cannot be imported from; ``str()`` is one line that says where, and why."""


@dataclass(frozen=True)
class Place:
    """Where something was read: a file's name and a line of it, from 1."""

    file: str
    row: int


@dataclass
class Text:
    """A question, an answer or a follow-up; ``html`` is as it was found."""

    key: str  # tells it from every other text of its source, today and in later exports
    kind: Entry.Kind
    html: str
    said_on: datetime.date
    author: str = ""
    job: str = ""
    address: str = ""
    licence: str = ""
    place: Place | None = None


@dataclass
class Question:
    """A thread to be: its first text is the question, the others follow in order."""

    external_id: str
    title: str
    texts: list[Text]
    place: Place
    tags: list[str] = field(default_factory=list)
    professions: list[str] = field(default_factory=list)  # slugs
    language: str = ""
    short_answer: str = ""

    def fingerprint(self, **chosen) -> str:
        """Changes with every word of it, and with what was ``chosen`` for it here."""
        content = asdict(self)
        for part in (content, *content["texts"]):
            del part["place"]
        told = json.dumps([content, chosen], default=str, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


class Skips(Protocol):
    """Is told what cannot be imported."""

    def skip(self, place: Place, why: str) -> None: ...


class Source(Protocol):
    """A place to import from, its files read and found good."""

    name: str

    def __len__(self) -> int: ...

    def questions(self, skips: Skips) -> Iterator[Question]:
        """Every question in a stable order; parts of one that are of no use are skipped."""

    def lead(self, href: str, base: str) -> str | None:
        """Where a link in a text at the address ``base`` leads, in its one spelling."""


def plain(text: str, longest: int | None = None) -> str:
    """``text`` without what no database or page can hold; cut with "…" if it is too long."""
    kept = UNFIT.sub("", text)
    if longest and len(kept) > longest:
        return kept[: longest - 1].rstrip() + "…"
    return kept


def not_to_come(day: datetime.date) -> datetime.date:
    """``day``; ``ValueError`` for one that nobody can have said anything on yet, anywhere."""
    if day > timezone.now().date() + datetime.timedelta(days=1):
        raise ValueError(f"the date {day.isoformat()} is still to come")
    return day


class Unusable(Exception):
    """A question cannot become a thread, or may not be changed; ``str()`` says why."""
