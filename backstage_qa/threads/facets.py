"""What the results of a search are about, as links that narrow it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from wagtail.coreutils import get_content_languages

from ..addresses import page_address
from ..experts.pages import public_names
from ..professions.models import Profession
from ..search.results import Found
from .public import Tag

MOST = 8  # of one kind
CONSIDERED = 30  # of them some may be gone, or not public


@dataclass(frozen=True)
class Choice:
    """One link: what it is called, where it leads, and how many threads it leaves."""

    label: str
    address: str
    count: int = 0
    language: str = ""


@dataclass(frozen=True)
class Facet:
    title: str
    choices: list[Choice]


def facets(
    request: HttpRequest, found: Found, chosen: Mapping[str, str], professions: list[Profession]
) -> list[Facet]:
    """What can still be chosen, the most frequent first; one query."""
    language = get_language()
    own = found.in_language(language)

    def choices(name: str, kind: str, labels: dict[int, tuple[str, str]]) -> list[Choice]:
        if name in chosen:
            return []
        return [
            Choice(labels[pk][1], f"?{urlencode({**chosen, name: labels[pk][0]})}", number)
            for pk, number in own.about(kind)
            if pk in labels
        ][:MOST]

    slugs = {profession.pk: (profession.slug, profession.name) for profession in professions}
    offered = [
        Facet(_("Professions"), choices("profession", "professions", slugs)),
        Facet(_("Tags"), choices("tag", "tags", tag_labels(own))),
        Facet(_("People who answer"), choices("expert", "experts", _people(request, language))),
        Facet(_("Languages"), _languages(found, chosen, language)),
    ]
    return [facet for facet in offered if facet.choices]


def tag_labels(found: Found) -> dict[int, tuple[str, str]]:
    """(slug, name) of the most frequent tags."""
    ids = [pk for pk, _number in found.about("tags")[:CONSIDERED]]
    return {tag.pk: (tag.slug, tag.name) for tag in Tag.objects.filter(pk__in=ids)}


def _people(request: HttpRequest, language: str) -> dict[int, tuple[str, str]]:
    """Those who agreed to be shown, as their profile in this language names them."""
    names = public_names(request).items()
    return {expert: (str(expert), of[language]) for expert, of in names if language in of}


def _languages(found: Found, chosen: Mapping[str, str], language: str) -> list[Choice]:
    """The same words in other languages; only where nothing else narrows the search."""
    known = get_content_languages()
    query = urlencode({name: chosen[name] for name in ("q", "order") if name in chosen})
    return [
        Choice(
            get_language_info(code)["name_local"].capitalize(),
            f"{page_address('thread_list', language=code)}?{query}",
            number,
            code,
        )
        for code, number in found.languages().items()
        if code != language and code in known
    ]
