"""How every address of the API is answered: to anybody, from anywhere, kept by any cache."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from ..caching import public_etag, public_view
from .problems import problem

METHODS = "GET, HEAD, OPTIONS"
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


def public_endpoint(
    view: Callable[..., HttpResponseBase], *, etag: Callable[..., str] = public_etag
) -> Callable[..., HttpResponseBase]:
    """Decorate a view of the API.

    Reads neither session nor user, answers 304 before the view runs, lets front
    ends of other hosts read. Errors are problems without an ETag: no version.
    """

    @from_anywhere
    @public_view(etag=etag)
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        method, request.method = request.method, "GET"  # the server drops the body of a HEAD
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return nothing_here()
        finally:
            request.method = method

    return answer


def from_anywhere(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorate a view: front ends of other hosts read it, and what is refused is a problem."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Django's LocaleMiddleware would lead a 404 to "/en/api/…", where Wagtail
        # takes any address. No address of this URLconf has a language.
        request.urlconf = "backstage_qa.api.urls"
        if request.method == "OPTIONS":
            headers = {"Allow": METHODS, **PREFLIGHT}
            response: HttpResponseBase = HttpResponse(status=204, headers=headers)
        elif request.method not in ("GET", "HEAD"):
            response = problem(405, "This address can only be read.")
            response["Allow"] = METHODS
        else:
            response = _found(view, request, *args, **kwargs)
        if response.status_code >= 400:
            del response["ETag"]
        response["Access-Control-Allow-Origin"] = "*"
        response.headers.setdefault("Access-Control-Expose-Headers", "ETag")
        return response

    inner.csrf_exempt = True  # type: ignore[attr-defined]  # a POST is told 405, not 403
    return inner


def nothing_here() -> HttpResponse:
    return problem(404, "There is nothing at this address.")


def _found(view, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except Http404:
        return nothing_here()
