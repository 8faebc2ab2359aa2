"""Every error of the API, as ``application/problem+json`` (RFC 9457).

Texts are in English whatever the reader's language: the same bytes for everybody.
"""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

MEDIA_TYPE = "application/problem+json"


class InvalidParameter(Schema):
    parameter: str
    message: str


class Problem(Schema):
    """What went wrong; ``errors`` names each parameter that is to be mended."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[InvalidParameter]


class GoneError(HttpError):
    """410; ``replaced_by`` is what to read instead, or None."""

    def __init__(self, message: str, replaced_by: Schema | None) -> None:
        super().__init__(410, message)
        self.replaced_by = replaced_by


# What operations declare: everything may be asked wrongly, one thing may be missing.
INVALID: dict[int, type[Problem]] = {422: Problem}
MISSING: dict[int, type[Problem]] = {404: Problem, 422: Problem}
MISSING_OR_WITHDRAWN: dict[int, type[Problem]] = {404: Problem, 410: Problem, 422: Problem}


def problem(
    status: int, detail: str = "", errors: list[dict[str, str]] | None = None, **members: Any
) -> JsonResponse:
    """A response; ``errors`` holds a ``parameter`` and a ``message`` each.

    ``members`` are what only this kind of problem tells.
    """
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": errors or [],
        **members,
    }
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE)


def _not_found(request: HttpRequest, error: Any) -> JsonResponse:
    return problem(404, "There is nothing at this address.")


def _refused(request: HttpRequest, error: Any) -> JsonResponse:
    return problem(403, "This is not open to you.")


def _http_error(request: HttpRequest, error: Any) -> JsonResponse:
    return problem(error.status_code, error.message)


def _gone(request: HttpRequest, error: Any) -> JsonResponse:
    instead = error.replaced_by
    return problem(410, error.message, replaced_by=instead and instead.model_dump(mode="json"))


def _validation_error(request: HttpRequest, error: Any) -> JsonResponse:
    errors = [{"parameter": str(e["loc"][-1]), "message": e["msg"]} for e in error.errors]
    return problem(422, "The parameters named in errors cannot be used.", errors)


def answer_with_problems(api: NinjaAPI) -> None:
    """Let every error that an operation raises be answered in this one form."""
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(PermissionDenied, _refused)
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(GoneError, _gone)
    api.add_exception_handler(ValidationError, _validation_error)


def describe_problems(schema: dict[str, Any]) -> None:
    """Give errors their own media type in an OpenAPI document, where Ninja knows but one."""
    for path in schema["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    response["content"] = {MEDIA_TYPE: response["content"].pop("application/json")}
