"""Threads: the published questions and answers."""

import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from ..kept_answers import made_each_time
from ..paging import PATTERN
from ..professions.models import Profession
from ..search.query import MAX_LENGTH
from ..threads.orders import ORDERS, Order
from ..threads.public import PublishedThread, Tag
from ..threads.querysets import PublishedThreadQuerySet
from ..threads.searching import Search, content_languages
from .addresses import Address
from .facets import Facets, facets_of
from .lists import Page, page_of, page_with
from .parameters import Flag, Id, LanguageCode, ListParameters, PathId, Slug, left_out
from .problems import INVALID, MISSING_OR_WITHDRAWN

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


class Marked(Schema):
    """HTML: text that is escaped, with what matched in ``mark``."""

    title: str
    passage: str = Field(description='Where it is said; "" where no passage can be shown.')


class OtherLanguage(Schema):
    """The same thread in another language."""

    id: int
    language: str
    slug: str
    url: Address = Field(description="Its page, as a path; null where there is none.")

    @staticmethod
    def resolve_url(row: PublishedThread) -> str:
        return row.get_absolute_url()


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


class ThreadParameters(ListParameters):
    language: LanguageCode = left_out("Such as `fr`.")
    profession: Slug = left_out("A profession's slug.")
    tag: Slug = left_out("A tag's slug.")
    expert: Id = left_out("An expert's id.")
    q: Annotated[str, Field(max_length=MAX_LENGTH)] = left_out(
        'Words, "quoted phrases", and -words that are not wanted.'
    )
    order: Literal["relevance", "newest", "oldest", "helpful"] = left_out(
        "`relevance` with `q`, else `newest`."
    )
    after: Annotated[str, Field(pattern=PATTERN)] = left_out("From `next`; opaque.")
    entries: Flag = Field(False, description="Write the entries out.")
    facets: Flag = Field(False, description="With `q`: count what the results are about.")


@router.get("", response={200: ThreadPage, **INVALID}, operation_id="listThreads")
def list_threads(request: HttpRequest, parameters: Query[ThreadParameters]) -> dict[str, Any]:
    """Public threads, by the date of their first publication, or by how well they match `q`."""
    matching = _matching(parameters)
    search = Search(parameters.q or "", _languages(parameters), _narrowed(parameters))
    order = parameters.order or "relevance"
    if order == "relevance" and not search:
        order = "newest"
    if order == "relevance":
        page = _best(request, parameters, search, matching)
    else:
        page = _ordered(request, parameters, search, matching, ORDERS[order])
    if search:
        search.mark(page["items"], keep_entries=parameters.entries)
    if search and not page["items"] and parameters.language and not parameters.after:
        search.count_as_fruitless(parameters.language)
        made_each_time(request)
    return page | {"facets": facets_of(search.found) if search and parameters.facets else None}


def _best(
    request: HttpRequest,
    parameters: ThreadParameters,
    search: Search,
    matching: PublishedThreadQuerySet,
) -> dict[str, Any]:
    rows, following = search.best(matching, parameters.after, parameters.limit)
    return page_with(request, search.found.count, rows, following or None)


def _ordered(
    request: HttpRequest,
    parameters: ThreadParameters,
    search: Search,
    matching: PublishedThreadQuerySet,
    order: Order,
) -> dict[str, Any]:
    if search:
        matching = matching.matching(search.queries)
    elif not parameters.entries:
        matching = matching.for_lists()
    return page_of(
        request,
        matching=matching,
        following=order.following(matching, parameters.after),
        limit=parameters.limit,
        cursor=order.place,
    )


def _languages(parameters: ThreadParameters) -> list[str]:
    return [parameters.language] if parameters.language else content_languages()


def _narrowed(parameters: ThreadParameters) -> dict[str, list[int]]:
    """The ids that the filters name; only a search asks for them."""
    narrowed: dict[str, list[int]] = {}
    if not parameters.q:
        return narrowed
    if parameters.profession:
        professions = Profession.objects.filter(slug=parameters.profession)
        narrowed["professions"] = list(professions.values_list("pk", flat=True))
    if parameters.tag:
        narrowed["tags"] = list(
            Tag.objects.filter(slug=parameters.tag).values_list("pk", flat=True)
        )
    if parameters.expert:
        narrowed["experts"] = [parameters.expert]
    return narrowed


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


@router.get(
    "/{int:thread_id}",
    response={200: Thread, **MISSING_OR_WITHDRAWN},
    operation_id="getThread",
)
def get_thread(request: HttpRequest, thread_id: PathId) -> PublishedThread:
    """One thread with its entries. 410 once it is withdrawn."""
    if row := PublishedThread.objects.public().filter(pk=thread_id).first():
        same = PublishedThread.objects.translations_of(row.pk).exclude(pk=row.pk)
        row.translations = same.only("language", "slug").order_by("language")
        return row
    if PublishedThread.objects.withdrawn().filter(pk=thread_id).exists():
        raise HttpError(410, "This thread was withdrawn.")
    raise HttpError(404, "There is no such thread.")
