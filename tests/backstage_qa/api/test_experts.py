"""Experts: only those who agreed, only as their published profiles present them."""

import pytest

from backstage_qa.models import ExpertProfile
from tests.factories import ExpertFactory, ExpertProfileFactory, ProfessionFactory, locale

pytestmark = pytest.mark.django_db


def ids(page):
    return [expert["id"] for expert in page["items"]]


def test_an_expert_has_a_profile_for_each_language(api):
    expert = ExpertFactory(professions=[ProfessionFactory(slug="actuary")])
    ExpertProfileFactory(expert=expert, locale=locale("fr"), job_title="Actuaire")
    ExpertProfileFactory(expert=expert, job_title="Actuary")
    found = api(f"experts/{expert.pk}")
    assert [(p["language"], p["job_title"]) for p in found["profiles"]] == [
        ("en", "Actuary"),
        ("fr", "Actuaire"),
    ]
    assert [p["slug"] for p in found["professions"]] == ["actuary"]


def test_without_agreement_there_is_no_expert(api):
    expert = ExpertProfileFactory().expert
    assert ids(api("experts")) == [expert.pk]
    expert.agreed_public_on = None
    expert.save()
    assert ids(api("experts")) == []
    api.problem(f"experts/{expert.pk}", 404)


def test_without_a_published_profile_there_is_no_expert(api):
    expert = ExpertFactory()
    draft = ExpertProfile.objects.create(
        expert=expert, locale=locale(), name="Claire", job_title="Actuary"
    )
    draft.save_revision()
    assert ids(api("experts")) == []
    api.problem(f"experts/{expert.pk}", 404)


def test_an_unpublished_translation_is_not_shown_with_a_published_one(api):
    expert = ExpertProfileFactory(name="Claire").expert
    ExpertProfile.objects.create(
        expert=expert, locale=locale("fr"), name="Brouillon", job_title="Actuaire"
    )
    assert [p["name"] for p in api(f"experts/{expert.pk}")["profiles"]] == ["Claire"]
    assert ids(api("experts", language="fr")) == []


def test_language_and_profession_narrow(api):
    actuary = ProfessionFactory(slug="actuary")
    one = ExpertProfileFactory(expert=ExpertFactory(professions=[actuary])).expert
    two = ExpertProfileFactory(locale=locale("fr")).expert
    assert ids(api("experts", profession="actuary")) == [one.pk]
    assert ids(api("experts", language="fr")) == [two.pk]
    assert ids(api("experts", language="fr", profession="actuary")) == []


def test_an_expert_of_two_professions_of_one_slug_is_listed_once(api):
    both = [ProfessionFactory(slug="audit"), ProfessionFactory(slug="audit", locale=locale("fr"))]
    expert = ExpertProfileFactory(expert=ExpertFactory(professions=both)).expert
    page = api("experts", profession="audit")
    assert (page["count"], ids(page)) == (1, [expert.pk])


def test_walking_the_pages_meets_each_once(api):
    created = [ExpertProfileFactory().expert.pk for _ in range(5)]
    assert [i for page in api.follow("experts", limit=2) for i in ids(page)] == created
