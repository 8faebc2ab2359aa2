"""The people who answer: each with their threads, and all of them by profession."""

from django.conf import settings
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from ..addresses import page_address
from ..caching import public_view
from ..experts.models import ExpertProfile
from ..experts.pages import expert_address
from ..professions.models import Profession
from . import structured_data
from .public import PublishedThread

THREADS_SHOWN = 10


@public_view
def expert_page(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """An expert, as their profile in this language (else in another) presents them."""
    language = get_language()
    address = expert_address(request, pk, language)
    if not address:
        raise Http404
    if request.path != address:
        return redirect(address, permanent=True)
    profiles = ExpertProfile.objects.public().with_portraits().select_related("locale")
    by_language = {row.locale.language_code: row for row in profiles.filter(expert=pk)}
    threads = PublishedThread.objects.in_language(language).by(pk).for_lists().newest()
    shown = list(threads[: THREADS_SHOWN + 1])
    profile = by_language.get(language) or next(iter(by_language.values()))
    is_foreign = profile.locale.language_code != language
    context = {
        "profile": profile,
        "professions": _shown_first().filter(experts=pk),
        "threads": shown[:THREADS_SHOWN],
        "more": len(shown) > THREADS_SHOWN,
        "canonical": address,
        "is_foreign": is_foreign,
        "noindex": is_foreign,
        "alternates": {code: expert_address(request, pk, code) for code in by_language},
        "structured_data": structured_data.of_profile(profile, request),
    }
    return render(request, "backstage_qa/experts/expert.html", context)


@public_view
def expert_list(request: HttpRequest) -> HttpResponse:
    """Everybody who has a profile in this language, by profession."""
    profiles = ExpertProfile.objects.public().in_language(get_language()).with_portraits()
    by_expert = {profile.expert_id: profile for profile in profiles.order_by("name")}
    answering = Profession.experts.through.objects.filter(expert__in=by_expert)
    by_profession: dict[int, set[int]] = {}
    for profession, expert in answering.values_list("profession", "expert"):
        by_profession.setdefault(profession, set()).add(expert)
    groups = [
        (profession, [row for key, row in by_expert.items() if key in by_profession[profession.pk]])
        for profession in _shown_first().filter(pk__in=by_profession)
    ]
    codes = [code for code, _ in settings.LANGUAGES]
    context = {
        "groups": groups,
        "alternates": {code: page_address("expert_list", language=code) for code in codes},
    }
    return render(request, "backstage_qa/experts/list.html", context)


def _shown_first():
    """Professions of this language, subjects first, then by family."""
    professions = Profession.objects.in_language(get_language()).select_related("locale")
    by_family = F("family__sort_order").asc(nulls_last=True)
    return professions.order_by("-is_subject", by_family, "family__name", "name")
