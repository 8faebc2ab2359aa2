"""The list of threads as its address asks: narrowed, searched, in order, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ..conf import backstage_settings
from ..experts.models import ExpertProfile
from ..kept import kept_until_change
from ..numbers import number_in
from ..paging import BadCursor, capped_count
from ..professions.models import Profession
from ..search.query import MAX_LENGTH
from .facets import Choice, facets
from .orders import ORDERS
from .public import PublishedThread, Tag
from .querysets import PublishedThreadQuerySet
from .searching import Search, content_languages, named, nearest

FILTERS = ("q", "profession", "tag", "expert", "order")
RELEVANCE, NEWEST, HELPFUL = "relevance", "newest", "helpful"


class NothingThereError(Exception):
    """The address of a list names something that does not exist; ``str()`` says what."""


@kept_until_change
def professions_of(language: str) -> list[Profession]:
    """Call it with the request: all of this language, each with ``has_threads``."""
    about_it = PublishedThread.professions.through.objects.filter(
        profession=OuterRef("pk"), publishedthread__withdrawn_at=None
    )
    known = Profession.objects.in_language(language)
    return list(known.annotate(has_threads=Exists(about_it)))


@dataclass
class Narrowed:
    """The threads that an address leaves, and by what."""

    threads: PublishedThreadQuerySet
    profession: Profession | None = None
    tag: str = ""
    profile: ExpertProfile | None = None
    ids: dict[str, list[int]] = field(default_factory=dict)


def listed(request: HttpRequest, language: str, professions: list[Profession]) -> dict:
    """What the page shows of an address. Raises ``NothingThereError``."""
    query = request.GET
    asked = {name: query.get(name, "").replace("\0", "")[:MAX_LENGTH] for name in FILTERS}
    chosen = {name: value for name, value in asked.items() if value}
    narrowed = _narrowed(chosen, language, professions)
    # Other languages have other professions: only an open search counts in all.
    languages = [language] if narrowed.ids else content_languages()
    search = Search(chosen.get("q", ""), languages, narrowed.ids)
    order = chosen.get("order") or (RELEVANCE if search else NEWEST)
    if order == RELEVANCE and not search:
        order = NEWEST  # the words were taken away
    if order not in (RELEVANCE, NEWEST, HELPFUL):
        raise NothingThereError(_("This page of the list does not exist."))
    after = query.get("after") or None
    try:
        if search:
            context = _searched(search, narrowed, order, after, language)
        else:
            context = _browsed(request, narrowed, order, after)
    except BadCursor as error:
        raise NothingThereError(_("This page of the list does not exist.")) from error
    following = context.pop("following")
    tag = _tag_name(context["threads"], narrowed.tag) if narrowed.tag else ""
    return context | {
        "filters": chosen,
        "order": order,
        "profession": narrowed.profession,
        "tag": tag,
        "profile": narrowed.profile,
        "is_first_page": not query.get("after"),
        "first_page": f"?{urlencode(chosen)}",
        "next_page": f"?{urlencode({**chosen, 'after': following})}" if following else "",
        "facets": facets(request, search.found, chosen, professions) if search else [],
        "chosen": _chosen(chosen, narrowed, tag) if search else [],
    }


def _chosen(chosen: dict[str, str], narrowed: Narrowed, tag: str) -> list[Choice]:
    """What narrows a search, each with the address that it leaves."""
    labels = {
        "profession": narrowed.profession and narrowed.profession.name,
        "tag": tag,
        "expert": narrowed.profile and narrowed.profile.name,
    }
    return [
        Choice(label, f"?{urlencode({key: chosen[key] for key in chosen if key != name})}")
        for name, label in labels.items()
        if label
    ]


def _browsed(request: HttpRequest, narrowed: Narrowed, order: str, after) -> dict[str, Any]:
    threads = narrowed.threads
    size = backstage_settings.PAGE_SIZE
    rows, following = ORDERS[order].page(threads.for_lists(), after, size)
    count = capped_count(request, threads)
    return {"threads": rows, "following": following, "count": count}


def _searched(
    search: Search, narrowed: Narrowed, order: str, after, language: str
) -> dict[str, Any]:
    found = search.found.in_language(language)
    size = backstage_settings.PAGE_SIZE
    if order == RELEVANCE:
        rows, following = search.best(narrowed.threads, after, size, language)
    else:
        rows, following = search.page(narrowed.threads, order, after, size)
    search.mark(rows)
    context = {"threads": rows, "following": following, "count": found.count, "searched": True}
    if not found.hits and not after:
        search.count_as_fruitless(language)
        context["nearest"] = nearest(search.text, language)
        context["named"] = named(search.text, language)
    return context


def _narrowed(chosen: Mapping[str, str], language: str, professions: list[Profession]) -> Narrowed:
    narrowed = Narrowed(PublishedThread.objects.in_language(language))
    if slug := chosen.get("profession"):
        profession = next((p for p in professions if p.slug == slug), None)
        if profession is None:
            raise NothingThereError(_("We do not know this profession."))
        narrowed.profession = profession
        narrowed.threads = narrowed.threads.about(profession)
        narrowed.ids["professions"] = [profession.pk]
    if tag := chosen.get("tag"):
        narrowed.tag = tag
        narrowed.threads = narrowed.threads.tagged(tag)
        if "q" in chosen:
            tags = Tag.objects.filter(slug=tag)
            narrowed.ids["tags"] = list(tags.values_list("pk", flat=True))
    if number := chosen.get("expert"):
        narrowed.profile = _public_profile(number, language)
        narrowed.threads = narrowed.threads.by(narrowed.profile.expert_id)
        narrowed.ids["experts"] = [narrowed.profile.expert_id]
    return narrowed


def _public_profile(number: str, language: str) -> ExpertProfile:
    profiles = ExpertProfile.objects.public().in_language(language)
    profile = profiles.filter(expert=number_in(number)).first()
    if profile is None:
        raise NothingThereError(_("We do not know this person."))
    return profile


def _tag_name(rows: list[PublishedThread], slug: str) -> str:
    """As the threads that carry it write it."""
    return next((t["name"] for row in rows for t in row.tag_list if t["slug"] == slug), slug)
