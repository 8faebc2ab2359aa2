"""What lets any cache keep a public page, and never for longer than it is true.

Public pages never touch session or user; one ETag of build, day, address and
public epoch covers everything they show.
"""

import hashlib
import threading
from collections.abc import Callable, Hashable
from functools import partial, wraps
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.core.handlers.exception import response_for_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe
from wagtail.models import PageViewRestriction

from .conf import backstage_settings
from .epoch import PublicEpoch

SHARED_CACHE_SECONDS = 60
_KEPT: list["Kept"] = []

try:
    VERSION = version("wagtail-backstage-qa")
except PackageNotFoundError:  # run from a folder that nobody installed
    VERSION = ""


def public_etag(request: HttpRequest, *args, **kwargs) -> str:
    """A strong ETag; one query. It is read before the page, so it is never younger than it."""
    request.backstage_epoch = PublicEpoch.current()
    parts = (
        VERSION,
        str(backstage_settings.BUILD),
        timezone.localdate().isoformat(),
        request.get_full_path(),
        str(request.backstage_epoch),
    )
    return f'"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def page_etag(request: HttpRequest, *args, **kwargs) -> str:
    """As ``public_etag``, and which pages are restricted, since pages list pages; two queries.

    Wagtail announces no change of a restriction, so that none moves the epoch on.
    """
    restricted = PageViewRestriction.objects.order_by("page").values_list("page", flat=True)
    parts = f"{public_etag(request)}{list(restricted)}"
    return f'"{hashlib.sha256(parts.encode()).hexdigest()[:32]}"'


def public_view(view=None, *, etag=public_etag):
    """Decorate a view that shows the same to everybody.

    Answers GET and HEAD only, and 304 before anything is rendered. A 404 is
    kept by caches like any other answer: what is published later moves the
    epoch on.
    """
    if view is None:
        return partial(public_view, etag=etag)

    @require_safe
    @cache_control(public=True, max_age=0, must_revalidate=True, s_maxage=SHARED_CACHE_SECONDS)
    @condition(etag_func=etag)
    @wraps(view)
    def inner(request, *args, **kwargs) -> HttpResponse:
        request.is_public = True  # its page says how it may be found and shared
        try:
            return view(request, *args, **kwargs)
        except Http404 as error:
            request.is_public = False
            return response_for_exception(request, error)

    return inner


def private_view(view):
    """Decorate a view that shows something of one person's: no cache keeps any of it."""

    @wraps(view)
    def inner(request, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return inner


class PublicPageMixin:
    """For Wagtail pages, before ``Page``: served like a ``public_view``.

    Wagtail asks view restrictions before it calls ``serve``; a page that has
    one, of its own or inherited, is kept by no cache.
    """

    def get_view_restrictions(self):
        # Wagtail has just evaluated this very queryset: asking again is free.
        if not hasattr(self, "_view_restrictions"):
            self._view_restrictions = super().get_view_restrictions()
        return self._view_restrictions

    def serve(self, request, *args, **kwargs):
        serve = super().serve
        public = public_view(etag=page_etag)
        decorate = private_view if self.get_view_restrictions() else public
        return decorate(serve)(request, *args, **kwargs)


class Kept:
    """Things that hold for one public epoch and one day, as ETags do; at most ``most``.

    Once there are more, the oldest go. A process keeps them in its memory.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._things: dict[tuple, Any] = {}
        self._moment: tuple = ()
        self._lock = threading.Lock()
        _KEPT.append(self)

    def get(self, epoch: int, key: Hashable, make: Callable[[], Any]) -> Any:
        """What is kept under ``key``, else what ``make`` returns, kept from now on."""
        moment = (timezone.localdate(), epoch)
        try:
            return self._things[moment, key]
        except KeyError:
            made = make()
        with self._lock:
            if moment > self._moment:
                self._moment = moment
                self._things.clear()
            elif len(self._things) >= self.most:
                del self._things[next(iter(self._things))]
            self._things[moment, key] = made
        return made

    def clear(self) -> None:
        self._things.clear()


def epoch_of(request: HttpRequest | None) -> int:
    """The epoch that this request's ETag is made of; one query where it has none yet."""
    epoch = getattr(request, "backstage_epoch", None)
    if epoch is None:
        epoch = PublicEpoch.current()
        if request is not None:
            request.backstage_epoch = epoch
    return epoch


def kept_until_change(read=None, *, most: int = 1000):
    """Decorate a function that reads what many public pages show: it reads once an epoch.

    ``read(*args)`` becomes ``kept(request, *args)``. The epoch that the page's
    ETag was made of is the key, so that nothing older than the page is shown,
    and a page that is served costs no query for it. What it returns is shared by
    all who ask: it must not be changed.
    """
    if read is None:
        return partial(kept_until_change, most=most)
    kept = Kept(most)

    @wraps(read)
    def inner(request: HttpRequest | None, *args):
        return kept.get(epoch_of(request), args, lambda: read(*args))

    return inner


def forget() -> None:
    """Empty all that this process keeps."""
    for kept in _KEPT:
        kept.clear()
