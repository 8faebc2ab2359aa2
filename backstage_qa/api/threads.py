"""Threads: the published questions and answers."""

import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from ..paging import BadCursor, Cursor
from ..threads.public import PublishedThread
from ..threads.querysets import PublishedThreadQuerySet
from .addresses import Address
from .lists import Page, page_of
from .parameters import Flag, Id, LanguageCode, ListParameters, PathId, Slug, left_out
from .problems import INVALID, MISSING_OR_WITHDRAWN, invalid

router = Router(tags=["threads"])


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


class Thread(Schema):
    """What the public reads of a question and its answers."""

    id: int
    language: str
    title: str
    slug: str
    url: Address = Field(description="Its page, as a path; null where there is none.")
    short_answer: str
    excerpt: str
    origin: Literal["conversation", "editors", "import", "demo"]
    professions: list[Label]
    tags: list[Label]
    answered_by: list[Person]
    entry_count: int
    entries: list[Entry] | None = Field(description="Null in lists, unless `entries=true`.")
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
    def resolve_entries(row: PublishedThread) -> list[dict[str, Any]] | None:
        return None if "entries" in row.get_deferred_fields() else row.entries


class ThreadPage(Page[Thread]):
    pass


class ThreadParameters(ListParameters):
    language: LanguageCode = left_out("Such as `fr`.")
    profession: Slug = left_out("A profession's slug.")
    tag: Slug = left_out("A tag's slug.")
    expert: Id = left_out("An expert's id.")
    order: Literal["newest", "oldest"] = "newest"
    after: Annotated[str, Field(max_length=200)] = left_out("From `next`; opaque.")
    entries: Flag = Field(False, description="Write the entries out.")


@router.get("", response={200: ThreadPage, **INVALID}, operation_id="listThreads")
def list_threads(request: HttpRequest, parameters: Query[ThreadParameters]) -> dict[str, Any]:
    """Public threads, by the date of their first publication."""
    matching = _matching(parameters)
    oldest_first = parameters.order == "oldest"
    following = matching.oldest() if oldest_first else matching.newest()
    if parameters.after is not None:
        following = following.after(_cursor(parameters.after), oldest_first=oldest_first)
    return page_of(
        request,
        matching=matching,
        following=following if parameters.entries else following.for_lists(),
        limit=parameters.limit,
        cursor=lambda row: Cursor(row.published_at, row.pk),
    )


def _matching(parameters: ThreadParameters) -> PublishedThreadQuerySet:
    rows = PublishedThread.objects.public()
    if parameters.language:
        rows = rows.in_language(parameters.language)
    if parameters.profession:
        rows = rows.about_slug(parameters.profession)
    if parameters.tag:
        rows = rows.tagged(parameters.tag)
    if parameters.expert:
        rows = rows.by(parameters.expert)
    return rows


def _cursor(text: str) -> Cursor:
    try:
        return Cursor.parse(text)
    except BadCursor as error:
        raise invalid("after", "This is not a value that `next` gave.") from error


@router.get(
    "/{int:thread_id}",
    response={200: Thread, **MISSING_OR_WITHDRAWN},
    operation_id="getThread",
)
def get_thread(request: HttpRequest, thread_id: PathId) -> PublishedThread:
    """One thread with its entries. 410 once it is withdrawn."""
    if row := PublishedThread.objects.public().filter(pk=thread_id).first():
        return row
    if PublishedThread.objects.withdrawn().filter(pk=thread_id).exists():
        raise HttpError(410, "This thread was withdrawn.")
    raise HttpError(404, "There is no such thread.")
