"""The list of professions: by family, each with the threads that editors placed there."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careers.models import ProfessionIndexPage
from tests.factories import FamilyFactory, ProfessionFactory, locale, published_thread

from .pages import profession_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def families():
    """Two, each with a page of a profession, in the order in which they are shown."""
    found = [FamilyFactory(name=f"Family {n}", sort_order=n) for n in (1, 2)]
    for family in found:
        profession_page(ProfessionFactory(family=family))
    return found


def feature(*placed) -> ProfessionIndexPage:
    """Place threads: (family, threads, days); as an editor would publish them."""
    index = ProfessionIndexPage.objects.get(locale=locale())
    index.featured = [
        ("family", {"family": family, "threads": [{"thread": row, **days} for row in rows]})
        for family, rows, days in placed
    ]
    index.save_revision().publish()
    return ProfessionIndexPage.objects.get(pk=index.pk)


def shown(client) -> dict[str, list[str]]:
    """Titles of threads by the heading of their section."""
    page = BeautifulSoup(client.get("/en/professions/").content, "html.parser")
    return {
        section.h2.get_text(): [h.get_text() for h in section.select(".backstage-cards h4")]
        for section in page.select("main .site-section")
    }


ALWAYS = {"shown_from": None, "shown_until": None}


def test_threads_stand_with_their_family_in_the_order_of_the_editor(client, families):
    rows = [published_thread(title=f"Question {n}?") for n in range(3)]
    feature((families[1], [rows[2], rows[0]], ALWAYS))
    assert shown(client) == {"Family 1": [], "Family 2": ["Question 2?", "Question 0?"]}


def test_what_is_withdrawn_or_whose_days_are_over_is_left_out(client, families):
    rows = [published_thread(title=f"Question {n}?") for n in range(2)]
    over = {"shown_from": None, "shown_until": timezone.localdate().replace(year=2025)}
    feature((families[0], rows, ALWAYS), (families[1], rows, over))
    rows[0].thread.unpublish()
    assert shown(client) == {"Family 1": ["Question 1?"], "Family 2": []}


def test_a_family_that_is_deleted_takes_its_place_with_it(client, families):
    feature((families[0], [published_thread()], ALWAYS))
    families[0].delete()
    assert all(not titles for titles in shown(client).values())


def test_a_family_of_the_other_language_is_refused():
    french = FamilyFactory(locale=locale("fr"))
    with pytest.raises(ValidationError) as refusal:
        feature((french, [published_thread()], ALWAYS))
    assert list(refusal.value.message_dict) == ["featured"]


def test_it_costs_as_much_however_many_are_placed(client, families):
    asked = []
    for number in (1, 6):
        rows = [published_thread() for _ in range(number)]
        feature(*[(family, rows, ALWAYS) for family in families])
        client.get("/en/professions/")
        with CaptureQueriesContext(connection) as queries:
            assert sum(len(titles) for titles in shown(client).values()) == 2 * number
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 15


def test_the_api_of_pages_writes_them_out(client, families):
    row = published_thread()
    index = feature((families[0], [row], ALWAYS))
    found = client.get(f"/api/v2/pages/{index.pk}/").json()["featured"]
    assert [block["value"]["family"] for block in found] == [families[0].slug]
    assert [thread["id"] for block in found for thread in block["value"]["threads"]] == [row.pk]
