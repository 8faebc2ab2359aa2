"""Whole public answers, each made once and kept under its ETag."""

import pickle
import threading
import zlib
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .conf import backstage_settings
from .kept import Kept

LONGEST_KEPT = 200_000  # bytes of an answer
PATIENCE = 5  # seconds
_answers = Kept(lambda: backstage_settings.KEPT_ANSWERS)
_turns: dict[Hashable, threading.Lock] = {}  # of what is being made


def made_each_time(request: HttpRequest) -> None:
    """The answer to this public request is not kept: making it counts something."""
    request.backstage_is_kept = False


def kept_answer(request: HttpRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    """What was answered under the same ETag, else what ``make`` answers, kept from now on."""
    writing = settings.DEBUG or getattr(request, "is_preview", False)
    if writing or not backstage_settings.KEPT_ANSWERS:
        return make()
    if kept := find_answer(request):
        return kept
    with _turn(_key(request)):
        if kept := find_answer(request):  # somebody asked for the same a moment ago
            return kept
        response = make()
        if hasattr(response, "render"):
            response.render()
        if _may_be_kept(request, response):
            packed = zlib.compress(pickle.dumps(response), level=1)
            _answers.keep(request.backstage_epoch, _key(request), packed)
        return response


@contextmanager
def _turn(key: Hashable) -> Iterator[None]:
    """One thread at a time makes what many ask for when something changed; the others wait.

    Not for ever: whoever waited too long makes it, too.
    """
    turn = _turns.setdefault(key, threading.Lock())
    is_mine = turn.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        _turns.pop(key, None)
        if is_mine:
            turn.release()


def _key(request: HttpRequest) -> Hashable:
    return request.backstage_etag, request.scheme, request.get_host()


def find_answer(request: HttpRequest) -> HttpResponse | None:
    if packed := _answers.find(request.backstage_epoch, _key(request)):
        return pickle.loads(zlib.decompress(packed))  # noqa: S301 - our own, in our own memory
    return None


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether it is a text of ordinary size that is the same for whoever asks next."""
    return (
        request.method == "GET"
        and getattr(request, "backstage_is_kept", True)
        and response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.cookies
        and len(response.content) <= LONGEST_KEPT
        and response["Content-Type"].startswith(("text/", "application/"))
    )
