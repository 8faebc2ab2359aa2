"""How threads read in the API."""

import datetime
from typing import Any, Literal

from ninja import Field, Schema

from ..threads.public import PublishedThread
from .addresses import Address
from .facets import Facets
from .lists import Page
from .problems import Problem


class Label(Schema):
    name: str
    slug: str


class Person(Schema):
    """Somebody who answers, with name and job as they were that day."""

    name: str
    job: str = ""
    portrait: Address = None


class Entry(Schema):
    """A question, an answer or a follow-up. ``html`` is cleaned; ``text`` is it without markup."""

    anchor: str = Field(description="Stable; the fragment of the thread's address.")
    kind: Literal["question", "answer", "follow_up"] = Field(
        description="A follow-up stands under the question or answer it is about."
    )
    html: str
    text: str
    name: str = Field("", description='Empty for one who is not named, "a former colleague".')
    job: str = ""
    expert: int | None = Field(None, description="Id of a public expert.")
    portrait: Address = None
    date: datetime.date
    source_url: Address = None
    licence: str = ""


class Marked(Schema):
    """HTML: text that is escaped, with what matched in ``mark``."""

    title: str
    passage: str = Field(description='Where it is said; "" where no passage can be shown.')


class Elsewhere(Schema):
    """Another thread to read."""

    id: int
    language: str
    slug: str
    url: Address = Field(description="Its page, as a path; null where there is none.")

    @staticmethod
    def resolve_url(row: PublishedThread) -> str:
        return row.get_absolute_url()


class OtherLanguage(Elsewhere):
    """The same thread in another language."""


class Replacement(Elsewhere):
    """The thread to read instead of one that is gone."""


class WithdrawnThread(Problem):
    """A thread that is gone."""

    replaced_by: Replacement | None = Field(
        description="Its address leads there; null where nothing took its place."
    )


class Thread(Schema):
    """What the public reads of a question and its answers."""

    id: int
    language: str
    title: str
    slug: str
    url: Address = Field(description="Its page, as a path; null where there is none.")
    short_answer: str
    excerpt: str
    origin: Literal["conversation", "meeting", "editors", "import", "demo"]
    professions: list[Label]
    tags: list[Label]
    answered_by: list[Person]
    entry_count: int
    entries: list[Entry] | None = Field(description="Null in lists, unless `entries=true`.")
    marked: Marked | None = Field(description="With `q`: what was found, as HTML.")
    translations: list[OtherLanguage] | None = Field(None, description="Null in lists.")
    helpful: int = Field(description="Readers who said that it answered them.")
    verified_on: datetime.date | None = Field(
        description="When somebody here last said that it is true; null for what was taken over."
    )
    is_overdue: bool = Field(description="It should have been verified again, and was not.")
    version: int
    published_at: datetime.datetime
    updated_at: datetime.datetime

    @staticmethod
    def resolve_url(row: PublishedThread) -> str:
        return row.get_absolute_url()

    @staticmethod
    def resolve_professions(row: PublishedThread) -> list[dict[str, str]]:
        return row.profession_list

    @staticmethod
    def resolve_tags(row: PublishedThread) -> list[dict[str, str]]:
        return row.tag_list

    @staticmethod
    def resolve_marked(row: PublishedThread) -> dict[str, str] | None:
        if not hasattr(row, "passage"):
            return None
        return {"title": row.marked_title, "passage": row.passage}

    @staticmethod
    def resolve_entries(row: PublishedThread) -> list[dict[str, Any]] | None:
        return None if "entries" in row.get_deferred_fields() else row.entries


class ThreadPage(Page[Thread]):
    facets: Facets | None = Field(description="Null unless `q` and `facets=true`.")
