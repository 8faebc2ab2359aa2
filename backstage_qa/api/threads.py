"""Threads: the published questions and answers."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router
from ninja.errors import HttpError

from ..kept_answers import made_each_time
from ..paging import PATTERN
from ..professions.models import Profession
from ..search.query import MAX_LENGTH
from ..threads.orders import ORDERS, Order
from ..threads.public import PublishedThread, Tag
from ..threads.querysets import PublishedThreadQuerySet
from ..threads.searching import Search, content_languages
from .facets import facets_of
from .lists import page_of, page_with
from .parameters import Flag, Id, LanguageCode, ListParameters, PathId, Slug, TagSlug, left_out
from .problems import INVALID, MISSING_OR_WITHDRAWN, GoneError
from .thread_schemas import Replacement, Thread, ThreadPage, WithdrawnThread

router = Router(tags=["threads"])


class ThreadParameters(ListParameters):
    language: LanguageCode = left_out("Such as `fr`.")
    profession: Slug = left_out("A profession's slug.")
    tag: TagSlug = left_out("A tag's slug.")
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
    response={200: Thread, **MISSING_OR_WITHDRAWN, 410: WithdrawnThread},
    operation_id="getThread",
)
def get_thread(request: HttpRequest, thread_id: PathId) -> PublishedThread:
    """One thread with its entries. 410 once it is withdrawn, with what to read instead."""
    if row := PublishedThread.objects.public().filter(pk=thread_id).first():
        same = PublishedThread.objects.translated(row.translation_key).exclude(pk=row.pk)
        row.translations = same.only("language", "slug").order_by("language")
        return row
    gone = PublishedThread.objects.withdrawn().with_replacements().filter(pk=thread_id).first()
    if gone:
        instead = gone.read_now()
        raise GoneError(
            "This thread was withdrawn.", Replacement.from_orm(instead) if instead else None
        )
    raise HttpError(404, "There is no such thread.")
