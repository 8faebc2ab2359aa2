"""Addresses without a language: the way in, and whether the site is well; what is nowhere."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found

from backstage_qa.caching import cookieless


@cookieless
@require_safe
def to_language(request: HttpRequest) -> HttpResponse:
    """Send a visitor of ``/`` to the home page in the language that the middleware found."""
    return redirect(f"/{get_language()}/")


@cookieless
@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "database unreachable"}, status=503)
    return JsonResponse({"status": "ok"})


# What is not there is the same for everybody, too.
not_found = cookieless(page_not_found)
