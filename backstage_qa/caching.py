"""What lets any cache keep a public page, and never for longer than it is true.

Public pages never touch session or user; one ETag of build, day, address and
public epoch covers everything they show.
"""

import hashlib
from functools import partial, wraps
from importlib.metadata import PackageNotFoundError, version

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.exception import response_for_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe
from wagtail.models import PageViewRestriction, Site

from .conf import backstage_settings
from .kept import epoch_of
from .kept_answers import find_answer, kept_answer

SHARED_CACHE_SECONDS = 60
SITE = ("hostname", "port", "is_default_site", "root_page")  # what requests are led by

try:
    VERSION = version("wagtail-backstage-qa")
except PackageNotFoundError:  # run from a folder that nobody installed
    VERSION = ""


def public_etag(request: HttpRequest, *args, **kwargs) -> str:
    """A strong ETag; one query. It is read before the page, so it is never younger than it."""
    parts = (
        VERSION,
        str(backstage_settings.BUILD),
        timezone.localdate().isoformat(),
        request.get_full_path(),
        str(epoch_of(request)),
    )
    return _named_etag(request, chr(0).join(parts))


def page_etag(request: HttpRequest, *args, **kwargs) -> str:
    """As ``public_etag``, and where sites begin and which pages are restricted.

    Wagtail announces no change of these, so that none moves the epoch on. Three
    queries, of a few values each: to find one site with its page takes longer.
    """
    sites = Site.objects.order_by("pk").values_list(*SITE)
    restricted = PageViewRestriction.objects.order_by("page").values_list("page", flat=True)
    parts = (public_etag(request), list(sites), list(restricted))
    return _named_etag(request, str(parts))


def _named_etag(request: HttpRequest, parts: str) -> str:
    request.backstage_etag = f'"{hashlib.sha256(parts.encode()).hexdigest()[:32]}"'
    return request.backstage_etag


def cookieless(view):
    """Decorate a view that reads no cookie: whatever comes in one, its answer sets none.

    To it everybody is a stranger, so that no template shows one person what all will read.
    For a token that has not their form Django's middlewares send a new one, and for a
    session that cannot be they take the cookie away: on any page, whoever reads it.
    """

    @wraps(view)
    def inner(request, *args, **kwargs) -> HttpResponse:
        request.COOKIES = {}
        request.user = AnonymousUser()
        request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
        return view(request, *args, **kwargs)

    return inner


def _for_any_cache(etag):
    """Decorate a view that answers GET and HEAD only, and 304 before it is called."""

    def decorate(view):
        shared = cache_control(
            public=True, max_age=0, must_revalidate=True, s_maxage=SHARED_CACHE_SECONDS
        )
        return cookieless(require_safe(shared(condition(etag_func=etag)(view))))

    return decorate


def public_view(view=None, *, etag=public_etag):
    """Decorate a view that shows the same to everybody.

    A 404 is kept by caches like any other answer: what is published later moves
    the epoch on.
    """
    if view is None:
        return partial(public_view, etag=etag)

    @_for_any_cache(etag)
    @wraps(view)
    def inner(request, *args, **kwargs) -> HttpResponse:
        request.is_public = True  # its page says how it may be found and shared
        try:
            return kept_answer(request, lambda: view(request, *args, **kwargs))
        except Http404 as error:
            request.is_public = False
            return response_for_exception(request, error)

    return inner


@_for_any_cache(lambda request, kept: request.backstage_etag)
def _as_kept(request: HttpRequest, kept: HttpResponse) -> HttpResponse:
    return kept


def private_view(view):
    """Decorate a view that shows something of one person's: no cache keeps any of it."""

    @wraps(view)
    def inner(request, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return inner


def kept_page(serve):
    """Decorate the view that serves Wagtail's pages: one that is kept needs no routing.

    Its ETag covers what routing would find: a page published, moved or gone
    moves the epoch on, and a restriction changes ``page_etag``.
    """

    @wraps(serve)
    def inner(request, *args, **kwargs) -> HttpResponse:
        if request.method in ("GET", "HEAD") and backstage_settings.KEPT_ANSWERS:
            page_etag(request)
            if kept := find_answer(request):
                return _as_kept(request, kept)
        return serve(request, *args, **kwargs)

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
