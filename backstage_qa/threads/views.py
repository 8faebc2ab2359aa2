"""What everybody may read: a thread, and the list of them."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ..caching import cookieless, public_view
from ..discovery.publisher import publisher_of
from ..kept_answers import made_each_time
from ..professions.models import Profession
from ..search.query import MAX_LENGTH
from . import around, pictures, structured_data
from .list_meta import list_meta
from .listing import NothingThereError, listed, professions_of
from .public import PublishedThread
from .readers import count_reader
from .searching import suggestions


@public_view
def thread_page(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """A published thread, at its present address in its own language."""
    thread = get_object_or_404(PublishedThread, pk=pk)
    shown = thread.read_now()
    if shown is None:
        return render(request, "backstage_qa/threads/withdrawn.html", status=410)
    if request.path != shown.get_absolute_url():
        return redirect(shown, permanent=True)
    professions = around.professions_of(request, thread)
    same = around.newest_about(request, professions[0].pk, thread.language) if professions else ()
    context = {
        "thread": thread,
        "alternates": around.alternates(request, thread.translation_key),
        "picture": pictures.thread_address(thread, publisher_of(request)),
        "structured_data": structured_data.of_thread(thread, request),
        "feed_about": professions[0] if professions else None,
        "related": around.related(request, thread, same),
        "professions": professions,
        "profession": next((p for p in professions if p.accepts_questions), None),
    }
    return render(request, "backstage_qa/threads/thread.html", context)


@public_view
def thread_list(request: HttpRequest) -> HttpResponse:
    """Published threads of this language, as the address searches, narrows and orders them."""
    language = get_language()
    professions = professions_of(request, language)
    context: dict[str, Any] = {"professions": professions, "filters": {}}
    status = 200
    try:
        shown = listed(request, language, professions)
        subject = {name: shown[name] for name in ("filters", "profession")}
        context |= shown | list_meta(request, **subject)
        if "nearest" in shown:
            made_each_time(request)  # what is searched in vain is counted
    except NothingThereError as problem:
        if address := _readdressed(request, language):
            return redirect(address, permanent=True)
        context["problem"], status = str(problem), 404
    return render(request, "backstage_qa/threads/list.html", context, status=status)


def _readdressed(request: HttpRequest, language: str) -> str:
    """The same list at the present address of its profession; "" where that did not change."""
    former = request.GET.get("profession", "")
    profession = Profession.objects.in_language(language).called(former)
    if profession is None or profession.slug == former:
        return ""
    query = urlencode({**request.GET.dict(), "profession": profession.slug})
    return f"{request.path}?{query}"


@public_view
def thread_suggestions(request: HttpRequest) -> HttpResponse:
    """A part of a page: links to the threads that what is being typed may lead to."""
    typed = request.GET.get("q", "")[:MAX_LENGTH]
    context = {"threads": suggestions(typed, get_language())}
    response = render(request, "backstage_qa/threads/suggestions.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@csrf_exempt  # it changes nothing of anybody's, and public pages carry no token
@cookieless
@never_cache
@require_POST
def thread_readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Count whoever a page's own script says is reading; the answer tells nothing."""
    page = urlsplit(request.headers.get("Origin", ""))  # as browsers say by themselves
    if page.netloc == request.get_host():
        count_reader(pk)
    return HttpResponse(status=204)
