"""What may stand in an address: the types of parameters, and the refusal of all others."""

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from ninja import Field, Schema
from pydantic import BeforeValidator, WithJsonSchema

from .problems import problem

BIGGEST_ID = 2**63 - 1
MAX_LIMIT = 50

Slug = Annotated[str, Field(pattern=r"^[-0-9A-Za-z_]+$", max_length=160)]
TagSlug = Annotated[str, Field(pattern=r"^[-\w]+$", max_length=160)]  # of any alphabet
LanguageCode = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$", max_length=10)]
Id = Annotated[int, Field(ge=1, le=BIGGEST_ID)]
# In a path, a number that no row can have is not an error of form: it is found nowhere.
PathId = Annotated[
    int, WithJsonSchema({"type": "integer", "minimum": 1, "maximum": BIGGEST_ID, "title": "Id"})
]


def _true_or_false(value: Any) -> Any:
    """Only the two words of the schema, where Pydantic would take "yes" and "1" too."""
    return {"true": True, "false": False}.get(value, value if value is True else "")


Flag = Annotated[bool, BeforeValidator(_true_or_false)]


def left_out(description: str) -> Any:
    """The default of a filter: None, which no address can say, and so no type needs to allow."""
    return Field(None, description=description)


class ListParameters(Schema):
    """What every list takes."""

    limit: int = Field(20, ge=1, le=MAX_LIMIT, description="Items in one answer.")


class KeyParameters(ListParameters):
    """What lists in the order of ids take."""

    after: int = Field(0, ge=0, le=BIGGEST_ID, description="From `next`: the last id seen.")


def refuse_unknown(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate the ``run`` of a Ninja operation: 422 for a parameter it does not take.

    A misspelt filter must not answer with everything. One that is given twice
    is refused too, rather than one of them believed.
    """
    models = run.__self__.models  # type: ignore[attr-defined]
    known = {
        name
        for model in models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    }

    @wraps(run)
    def inner(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            given = request.GET
        except TooManyFieldsSent:
            return problem(422, "There are too many parameters.")
        errors = [
            {"parameter": name, "message": "Given twice." if name in known else "Unknown."}
            for name in given
            if name not in known or len(given.getlist(name)) > 1
        ]
        if errors:
            return problem(422, "The parameters named in errors cannot be used.", errors)
        return run(request, **kwargs)

    return inner
