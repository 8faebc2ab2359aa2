"""The one shape of lists: ``{count, count_is_exact, items, next}``, paged by key."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Schema

from ..paging import Count, capped_count

Item = TypeVar("Item")


class Page(Schema, Generic[Item]):
    """Each resource has a subclass of its own, which names it in the schema."""

    count: int = Field(description="How many match, on all pages together.")
    count_is_exact: bool = Field(description="False: there are more than `count`.")
    items: list[Item]
    next: str | None = Field(description="Address of the next items; null at the end.")


def page_of(
    request: HttpRequest,
    *,
    matching: QuerySet,
    following: QuerySet,
    limit: int,
    cursor: Callable[[Any], Any],
) -> dict[str, Any]:
    """A page, in two queries whose cost does not grow with the list.

    ``matching`` is counted; ``following`` is its part after the cursor, in
    order. ``cursor`` gives a row's place in that order.
    """
    count = capped_count(request, matching)
    rows = list(following[: limit + 1])
    more = len(rows) > limit
    rows = rows[:limit]
    return page_with(request, count, rows, str(cursor(rows[-1])) if more else None)


def page_with(
    request: HttpRequest, count: Count, rows: list[Any], after: str | None
) -> dict[str, Any]:
    """A page of these rows; ``after`` is the cursor of the next, None at the end."""
    return {
        "count": count.number,
        "count_is_exact": not count.at_least,
        "items": rows,
        "next": _address_after(request, after) if after else None,
    }


def page_by_id(request: HttpRequest, rows: QuerySet, *, after: int, limit: int) -> dict[str, Any]:
    """A page of rows in the order of their ids."""
    return page_of(
        request,
        matching=rows,
        following=rows.filter(pk__gt=after).order_by("pk"),
        limit=limit,
        cursor=lambda row: row.pk,
    )


def _address_after(request: HttpRequest, cursor: str) -> str:
    parameters = request.GET.copy()
    parameters["after"] = cursor
    return f"{request.path}?{parameters.urlencode()}"
