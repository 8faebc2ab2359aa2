"""What the results of a search are about, with how many of each."""

from typing import Any

from ninja import Field, Schema

from ..experts.models import ExpertProfile
from ..professions.models import Profession
from ..search.results import Found
from ..threads.facets import CONSIDERED, tag_labels


class LabelCount(Schema):
    name: str
    slug: str
    count: int


class ProfessionCount(LabelCount):
    language: str


class ExpertCount(Schema):
    id: int
    name: str
    count: int


class LanguageCount(Schema):
    language: str
    count: int


class Facets(Schema):
    """The most frequent first; ``count`` counts no more threads than the list's own."""

    professions: list[ProfessionCount]
    tags: list[LabelCount]
    experts: list[ExpertCount] = Field(description="Those who agreed to be shown.")
    languages: list[LanguageCount]


def facets_of(found: Found) -> dict[str, list[dict[str, Any]]]:
    """Three queries, for the names."""
    by_kind = {kind: found.about(kind)[:CONSIDERED] for kind in ("professions", "tags", "experts")}
    ids = {kind: [pk for pk, _number in counted] for kind, counted in by_kind.items()}
    professions = Profession.objects.select_related("locale").in_bulk(ids["professions"])
    tags = tag_labels(found)
    profiles = ExpertProfile.objects.public().filter(expert__in=ids["experts"]).order_by("-pk")
    experts = dict(profiles.values_list("expert", "name"))
    return {
        "professions": [
            {
                "name": professions[pk].name,
                "slug": professions[pk].slug,
                "language": professions[pk].locale.language_code,
                "count": number,
            }
            for pk, number in by_kind["professions"]
            if pk in professions
        ],
        "tags": [
            {"slug": tags[pk][0], "name": tags[pk][1], "count": number}
            for pk, number in by_kind["tags"]
            if pk in tags
        ],
        "experts": [
            {"id": pk, "name": experts[pk], "count": number}
            for pk, number in by_kind["experts"]
            if pk in experts
        ],
        "languages": [
            {"language": language, "count": number}
            for language, number in sorted(found.languages().items())
        ],
    }
