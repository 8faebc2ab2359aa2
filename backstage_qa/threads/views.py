"""What everybody may read: a thread, and the list of them."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..caching import public_view
from ..conf import backstage_settings
from ..discovery.publisher import publisher_of
from ..experts.models import ExpertProfile
from ..paging import BadCursor, Cursor, capped_count
from ..professions.models import Profession
from . import pictures, structured_data
from .list_meta import list_meta
from .public import PublishedThread

RELATED = 5
ID_DIGITS = 18  # of any id that a database can hold


class NothingThereError(Exception):
    """The address of a list names something that does not exist; ``str()`` says what."""


@public_view
def thread_page(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """A published thread, at its present address in its own language."""
    thread = get_object_or_404(PublishedThread, pk=pk)
    if thread.withdrawn_at:
        return render(request, "backstage_qa/threads/withdrawn.html", status=410)
    if request.path != thread.get_absolute_url():
        return redirect(thread, permanent=True)
    professions = list(thread.professions.select_related("locale"))
    related = PublishedThread.objects.none()
    if professions:
        same = PublishedThread.objects.in_language(thread.language).about(professions[0])
        related = same.exclude(pk=pk).for_lists().newest()[:RELATED]
    context = {
        "thread": thread,
        "alternates": _alternates(thread),
        "picture": pictures.thread_address(thread, publisher_of(request)),
        "structured_data": structured_data.of_thread(thread, request),
        "feed_about": professions[0] if professions else None,
        "related": related,
        "professions": professions,
        "profession": next((p for p in professions if p.accepts_questions), None),
    }
    return render(request, "backstage_qa/threads/thread.html", context)


def _alternates(thread: PublishedThread) -> dict[str, str]:
    """Its path in each language; one query."""
    rows = PublishedThread.objects.translations_of(thread).only("language", "slug")
    return {row.language: row.get_absolute_url() for row in rows}


@public_view
def thread_list(request: HttpRequest) -> HttpResponse:
    """Published threads of this language, newest first, narrowed by the address."""
    language = get_language()
    professions = list(_professions(language))
    context = {"professions": professions, "filters": {}}
    status = 200
    try:
        shown = _narrowed(request.GET, language, professions)
        subject = {name: shown[name] for name in ("filters", "profession")}
        context |= shown | list_meta(request, **subject)
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


def _professions(language: str):
    """All of this language, each with ``has_threads``."""
    about_it = PublishedThread.professions.through.objects.filter(
        profession=OuterRef("pk"), publishedthread__withdrawn_at=None
    )
    return Profession.objects.in_language(language).annotate(has_threads=Exists(about_it))


def _narrowed(query: Mapping[str, str], language: str, professions: list[Profession]) -> dict:
    """The threads that an address asks for, with what the page says about them."""
    chosen = {name: query[name] for name in ("profession", "tag", "expert") if query.get(name)}
    threads = PublishedThread.objects.in_language(language)
    profession = profile = None
    if slug := chosen.get("profession"):
        profession = next((p for p in professions if p.slug == slug), None)
        if profession is None:
            raise NothingThereError(_("We do not know this profession."))
        threads = threads.about(profession)
    if tag := chosen.get("tag"):
        threads = threads.tagged(tag)
    if number := chosen.get("expert"):
        profile = _public_profile(number, language)
        threads = threads.by(profile.expert_id)
    count = capped_count(threads)
    rows, following = _page(threads, query.get("after"))
    return {
        "threads": rows,
        "count": count,
        "filters": chosen,
        "profession": profession,
        "tag": _tag_name(rows, tag) if tag else "",
        "profile": profile,
        "is_first_page": not query.get("after"),
        "first_page": f"?{urlencode(chosen)}",
        "next_page": f"?{urlencode({**chosen, 'after': following})}" if following else "",
    }


def _public_profile(number: str, language: str) -> ExpertProfile:
    profiles = ExpertProfile.objects.public().in_language(language)
    is_id = number.isdecimal() and len(number) <= ID_DIGITS
    profile = profiles.filter(expert=number).first() if is_id else None
    if profile is None:
        raise NothingThereError(_("We do not know this person."))
    return profile


def _tag_name(rows: list[PublishedThread], slug: str) -> str:
    """As the threads that carry it write it."""
    return next((t["name"] for row in rows for t in row.tag_list if t["slug"] == slug), slug)


def _page(threads, after: str | None) -> tuple[list[PublishedThread], str]:
    """One page of a list, and the cursor of the one that follows ("" at the end)."""
    size = backstage_settings.PAGE_SIZE
    if after:
        try:
            threads = threads.after(Cursor.parse(after))
        except BadCursor as error:
            raise NothingThereError(_("This page of the list does not exist.")) from error
    rows = list(threads.for_lists().newest()[: size + 1])
    if len(rows) <= size:
        return rows, ""
    last = rows[size - 1]
    return rows[:size], str(Cursor(last.published_at, last.pk))
