"""The people who answer: a page for each, a directory of all, and nobody who did not agree."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    EntryFactory,
    ExpertFactory,
    ExpertProfileFactory,
    ProfessionFactory,
    locale,
    published_thread,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def profession():
    return ProfessionFactory(name="Actuary", slug="actuary")


@pytest.fixture
def claire(profession):
    expert = ExpertFactory(name="Claire Marchand", professions=[profession])
    ExpertProfileFactory(expert=expert, job_title="Senior actuary", team="Pricing", since=2014)
    return expert


def answered_by(expert, title: str, **kwargs):
    answer = EntryFactory(kind="answer", expert=expert, author_name=expert.name)
    return published_thread(title=title, entries=[EntryFactory(), answer], **kwargs)


def read(client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_an_expert_has_a_page_with_their_threads(client, claire, profession):
    answered_by(claire, "Is it loud?", professions=[profession])
    published_thread(title="Not by her")
    html = read(client, f"/en/experts/{claire.pk}/claire-marchand/")
    for words in ("Claire Marchand", "Senior actuary", "Pricing", "2014", "Actuary", "Is it loud?"):
        assert words in html
    assert "Not by her" not in html


def test_another_address_of_theirs_leads_to_it(client, claire):
    for address in (f"/en/experts/{claire.pk}/", f"/en/experts/{claire.pk}/somebody/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (
            301,
            f"/en/experts/{claire.pk}/claire-marchand/",
        )


def test_in_a_language_without_a_profile_of_theirs_they_are_presented_in_the_other(client, claire):
    html = read(client, f"/fr/experts/{claire.pk}/claire-marchand/")
    assert '<html lang="fr"' in html
    assert 'lang="en"' in html.split("<main")[1]
    assert "Senior actuary" in html


def test_who_did_not_agree_or_has_no_profile_has_no_page(client, claire):
    answered_by(claire, "Is it loud?")
    address = f"/en/experts/{claire.pk}/claire-marchand/"
    read(client, address)
    claire.agreed_public_on = None
    claire.save()
    assert "Claire" not in read(client, address, 404)
    draft = ExpertProfileFactory(expert=ExpertFactory(name="Dan"))
    draft.unpublish()
    assert "Dan" not in read(client, f"/en/experts/{draft.expert_id}/dan/", 404)
    assert "Dan" not in read(client, "/en/experts/")


def test_the_directory_shows_everybody_by_profession(client, claire, profession):
    other = ProfessionFactory(name="Auditor")
    claire.professions.add(other)
    french = ProfessionFactory(name="Actuaire", locale=locale("fr"))
    oscar = ExpertFactory(name="Oscar", professions=[french])
    ExpertProfileFactory(expert=oscar, locale=french.locale)
    html = read(client, "/en/experts/")
    assert html.count("Claire Marchand") == 2
    assert f'href="/en/experts/{claire.pk}/claire-marchand/"' in html
    assert "Oscar" not in html
    assert "Oscar" in read(client, "/fr/experts/")


def test_pages_of_people_cost_the_same_however_many_they_are(client, claire, profession):
    addresses = ["/en/experts/", f"/en/experts/{claire.pk}/claire-marchand/"]

    def queries() -> list[int]:
        counts = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts.append(len(captured))
        return counts

    few = queries()
    for n in range(8):
        expert = ExpertFactory(professions=[profession, ProfessionFactory()])
        ExpertProfileFactory(expert=expert)
        answered_by(claire, f"Question {n}?")
    assert queries() == few
    assert max(few) <= 8
