"""What is said in films: each passage that was found, and its second."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from ..meetings.spoken import Heard, heard
from ..professions.models import Profession
from ..search.query import MAX_LENGTH
from ..threads.searching import content_languages
from .addresses import Address
from .parameters import LanguageCode, ListParameters, Slug, left_out
from .problems import INVALID

router = Router(tags=["meetings"])


class Passage(Schema):
    """A paragraph of a film's transcript."""

    meeting: int = Field(description="Id of the meeting.")
    title: str = Field(description="Of the meeting.")
    starts_at: int = Field(description="In seconds, where the film is to begin.")
    language: str = Field(description="In which it is read.")
    marked: str = Field(description="HTML: a part of it, with the words found in `mark`.")
    url: Address = Field(description="The page, at this second; null where there is none.")

    @staticmethod
    def resolve_marked(found: Heard) -> str:
        return str(found.passage)


class Passages(Schema):
    items: list[Passage] = Field(description="The best first.")


class PassageParameters(ListParameters):
    q: Annotated[str, Field(max_length=MAX_LENGTH)] = Field(
        description='Words, "quoted phrases", and -words that are not wanted.'
    )
    language: LanguageCode = Field(description="Of the meetings' pages, such as `fr`.")
    profession: Slug = left_out("A profession's slug.")


@router.get("", response={200: Passages, **INVALID}, operation_id="searchPassages")
def search_passages(request: HttpRequest, parameters: Query[PassageParameters]) -> dict[str, Any]:
    """Where in public films something is said; found in what their pages show as transcript."""
    profession = None
    if parameters.profession:
        professions = Profession.objects.in_language(parameters.language)
        profession = professions.filter(slug=parameters.profession).first()
        if profession is None:
            return {"items": []}
    asked = parameters.q, parameters.language, content_languages(), profession
    return {"items": heard(*asked, most=parameters.limit)}
