"""Suggestions: threads that what is being typed may lead to."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from ..search.query import MAX_LENGTH, SHORTEST_PREFIX
from ..threads.public import PublishedThread
from ..threads.searching import SUGGESTED, suggestions
from .addresses import Address
from .parameters import LanguageCode
from .problems import INVALID

router = Router(tags=["threads"])


class Suggestion(Schema):
    """A thread by its title."""

    id: int
    title: str
    marked_title: str = Field(description="HTML: the title, with what was typed in `mark`.")
    url: Address = Field(description="Its page, as a path; null where there is none.")

    @staticmethod
    def resolve_url(row: PublishedThread) -> str:
        return row.get_absolute_url()


class Suggestions(Schema):
    items: list[Suggestion] = Field(description=f"At most {SUGGESTED}.")


class SuggestionParameters(Schema):
    q: Annotated[str, Field(max_length=MAX_LENGTH)] = Field(
        description=f"As typed so far; a last word of {SHORTEST_PREFIX} letters may go on."
    )
    language: LanguageCode = Field(description="Such as `fr`.")


@router.get("", response={200: Suggestions, **INVALID}, operation_id="listSuggestions")
def list_suggestions(
    request: HttpRequest, parameters: Query[SuggestionParameters]
) -> dict[str, Any]:
    """The same for everybody who typed the same: ask in lower case, and any cache can answer."""
    return {"items": suggestions(parameters.q, parameters.language)}
