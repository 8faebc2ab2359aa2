"""Professions: list, by id, by language and slug."""

import pytest
from django.test import override_settings

from backstage_qa.models import Profession
from tests.factories import FamilyFactory, ProfessionFactory, locale

pytestmark = pytest.mark.django_db


def slugs(page):
    return [profession["slug"] for profession in page["items"]]


@pytest.fixture
def actuary():
    return ProfessionFactory(name="Actuary", slug="actuary", family=FamilyFactory(name="Risk"))


def test_by_id_and_by_slug_it_is_the_same(api, actuary):
    found = api(f"professions/{actuary.pk}")
    assert found == api("professions/en/actuary")
    assert (found["name"], found["family"]["name"]) == ("Actuary", "Risk")


def test_a_slug_belongs_to_a_language(api, actuary):
    api.problem("professions/fr/actuary", 404)
    api.problem("professions/en/underwriter", 404)
    api.problem("professions/999", 404)


def test_translations_are_the_others_of_the_same_profession(api, actuary):
    french = ProfessionFactory(
        slug="actuaire", locale=locale("fr"), translation_key=actuary.translation_key
    )
    ProfessionFactory(slug="notaire", locale=locale("fr"))
    assert api("professions/en/actuary")["translations"] == [
        {"id": french.pk, "language": "fr", "slug": "actuaire"}
    ]
    assert api("professions/fr/actuaire")["translations"] == [
        {"id": actuary.pk, "language": "en", "slug": "actuary"}
    ]


@pytest.mark.parametrize("state", Profession.State.values)
def test_only_an_open_one_accepts_questions(api, state):
    ProfessionFactory(state=state)
    (profession,) = api("professions")["items"]
    assert profession["state"] == state
    assert profession["accepts_questions"] is (state == "open")


def test_language_and_state_narrow(api, actuary):
    ProfessionFactory(slug="notaire", locale=locale("fr"))
    ProfessionFactory(slug="closed", state="closed")
    assert slugs(api("professions", language="fr")) == ["notaire"]
    assert slugs(api("professions", state="closed")) == ["closed"]
    assert slugs(api("professions", state="closed", language="fr")) == []


def test_walking_the_pages_meets_each_once(api):
    created = [ProfessionFactory().pk for _ in range(5)]
    pages = list(api.follow("professions", limit=2))
    assert [p["id"] for page in pages for p in page["items"]] == created
    assert [page["count"] for page in pages] == [5, 5, 5]


@override_settings(BACKSTAGE_QA={"PROFESSION_URL": "/{language}/jobs/{slug}/"})
def test_its_address_is_the_one_that_the_host_says(api, actuary):
    assert api("professions/en/actuary")["url"] == "/en/jobs/actuary/"


@override_settings(BACKSTAGE_QA={})
@pytest.mark.parametrize("asked_in", ["en", "fr"])
def test_else_it_leads_to_its_threads_in_its_own_language(client, actuary, asked_in):
    headers = {"Accept-Language": asked_in}
    answer = client.get("/api/backstage/v1/professions/en/actuary", headers=headers)
    assert answer.json()["url"] == "/en/questions/?profession=actuary"


@override_settings(BACKSTAGE_QA={}, ROOT_URLCONF="tests.backstage_qa.api.headless_urls")
def test_without_pages_it_has_no_address(api, actuary):
    assert api("professions/en/actuary")["url"] is None
