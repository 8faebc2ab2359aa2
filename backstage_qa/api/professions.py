"""Professions, and the subjects common to all of them."""

from collections import defaultdict
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from ..professions import models
from ..professions.querysets import ProfessionQuerySet
from .addresses import Address
from .lists import Page, page_by_id
from .parameters import KeyParameters, LanguageCode, PathId, left_out
from .problems import INVALID, MISSING

router = Router(tags=["professions"])


class Family(Schema):
    id: int
    name: str
    slug: str


class Translation(Schema):
    """The same profession in another language."""

    id: int
    language: str
    slug: str


class Profession(Schema):
    """What candidates ask about, in one language."""

    id: int
    language: str
    name: str
    slug: str
    url: Address = Field(description="Its page, as a path; null where there is none.")
    family: Family | None
    is_subject: bool = Field(description='A subject common to all, such as "How we recruit".')
    state: Literal["open", "waiting", "closed"]
    accepts_questions: bool
    summary: str
    source_note: str = Field(description="Where the text comes from, and its licence.")
    source_url: Address
    translations: list[Translation]

    @staticmethod
    def resolve_language(row: models.Profession) -> str:
        return row.locale.language_code

    @staticmethod
    def resolve_url(row: models.Profession) -> str:
        return row.get_absolute_url()


class ProfessionPage(Page[Profession]):
    pass


class ProfessionParameters(KeyParameters):
    language: LanguageCode = left_out("Such as `fr`.")
    state: Literal["open", "waiting", "closed"] = left_out("Whether it takes questions.")


@router.get("", response={200: ProfessionPage, **INVALID}, operation_id="listProfessions")
def list_professions(
    request: HttpRequest, parameters: Query[ProfessionParameters]
) -> dict[str, Any]:
    """Professions of all languages, or of one."""
    rows = _professions()
    if parameters.language:
        rows = rows.in_language(parameters.language)
    if parameters.state:
        rows = rows.filter(state=parameters.state)
    page = page_by_id(request, rows, after=parameters.after, limit=parameters.limit)
    _add_translations(page["items"])
    return page


@router.get(
    "/{int:profession_id}", response={200: Profession, **MISSING}, operation_id="getProfession"
)
def get_profession(request: HttpRequest, profession_id: PathId) -> models.Profession:
    """One profession."""
    return _one(_professions().filter(pk=profession_id))


@router.get(
    "/{slug:language}/{slug:slug}",
    response={200: Profession, **MISSING},
    operation_id="getProfessionBySlug",
)
def get_profession_by_slug(request: HttpRequest, language: str, slug: str) -> models.Profession:
    """One profession, by what stands in the address of its page."""
    return _one(_professions().in_language(language).filter(slug=slug))


def _professions() -> ProfessionQuerySet:
    return models.Profession.objects.select_related("locale", "family")


def _one(rows: ProfessionQuerySet) -> models.Profession:
    profession = rows.first()
    if profession is None:
        raise HttpError(404, "There is no such profession.")
    _add_translations([profession])
    return profession


def _add_translations(professions: list[models.Profession]) -> None:
    """Set ``translations`` on each, with one query for all."""
    keys = {profession.translation_key for profession in professions}
    siblings = defaultdict(list)
    for row in _professions().filter(translation_key__in=keys).order_by("pk"):
        siblings[row.translation_key].append(row)
    for profession in professions:
        profession.translations = [  # type: ignore[attr-defined]
            {"id": row.pk, "language": row.locale.language_code, "slug": row.slug}
            for row in siblings[profession.translation_key]
            if row.pk != profession.pk
        ]
