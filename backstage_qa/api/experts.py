"""Experts: those who agreed in writing to be shown, as their published profiles present them."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from ..experts import models
from ..professions.models import Profession
from .addresses import Address
from .lists import Page, page_by_id
from .parameters import KeyParameters, LanguageCode, PathId, Slug, left_out
from .problems import INVALID, MISSING

router = Router(tags=["experts"])


class ProfessionLabel(Schema):
    id: int
    language: str
    name: str
    slug: str

    @staticmethod
    def resolve_language(row: Profession) -> str:
        return row.locale.language_code


class Profile(Schema):
    """How an expert is presented in one language."""

    language: str
    name: str
    job_title: str
    team: str
    since: int | None = Field(description="Year in which they took this job.")
    bio: str
    portrait: Address

    @staticmethod
    def resolve_language(row: models.ExpertProfile) -> str:
        return row.locale.language_code

    @staticmethod
    def resolve_portrait(row: models.ExpertProfile) -> str:
        return row.portrait_url


class Expert(Schema):
    """An employee who answers candidates."""

    id: int
    profiles: list[Profile]
    professions: list[ProfessionLabel]

    @staticmethod
    def resolve_profiles(row: models.Expert) -> list[models.ExpertProfile]:
        return row.public_profiles  # type: ignore[attr-defined]

    @staticmethod
    def resolve_professions(row: models.Expert) -> list[Profession]:
        return list(row.professions.all())


class ExpertPage(Page[Expert]):
    pass


class ExpertParameters(KeyParameters):
    language: LanguageCode = left_out("Has a profile in this language.")
    profession: Slug = left_out("Answers for the profession of this slug.")


@router.get("", response={200: ExpertPage, **INVALID}, operation_id="listExperts")
def list_experts(request: HttpRequest, parameters: Query[ExpertParameters]) -> dict[str, Any]:
    """Experts who have a public profile."""
    profiles = models.ExpertProfile.objects.public()
    if parameters.language:
        profiles = profiles.in_language(parameters.language)
    rows = _experts(profiles)
    if parameters.profession:
        covering = Profession.objects.filter(slug=parameters.profession)
        rows = rows.filter(professions__in=covering).distinct()
    return page_by_id(request, rows, after=parameters.after, limit=parameters.limit)


@router.get("/{int:expert_id}", response={200: Expert, **MISSING}, operation_id="getExpert")
def get_expert(request: HttpRequest, expert_id: PathId) -> models.Expert:
    """One expert."""
    rows = _experts(models.ExpertProfile.objects.public())
    if expert := rows.filter(pk=expert_id).first():
        return expert
    raise HttpError(404, "There is no such expert, or they are not public.")


def _experts(having: QuerySet[models.ExpertProfile]) -> QuerySet[models.Expert]:
    """Experts presented by one of these profiles; all that is shown of them is loaded at once."""
    profiles = (
        models.ExpertProfile.objects.public()
        .select_related("locale")
        .with_portraits()
        .order_by("locale__language_code")
    )
    return models.Expert.objects.filter(pk__in=having.values("expert")).prefetch_related(
        Prefetch("profiles", profiles, to_attr="public_profiles"),
        Prefetch("professions", Profession.objects.select_related("locale").order_by("pk")),
    )
