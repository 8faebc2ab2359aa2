"""The next meeting and the last film, on the pages of professions, threads and the first one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backstage_qa.meetings import actions
from tests.backstage_qa.desks import member
from tests.careers.pages import profession_page
from tests.factories import (
    ProfessionFactory,
    RecordingFactory,
    locale,
    published_meeting,
    published_thread,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def actuary():
    return ProfessionFactory(slug="actuary")


def shown(client, page) -> str:
    return client.get(getattr(page, "url", page)).content.decode()


def test_a_profession_shows_its_next_meeting_and_the_first_page_that_of_all(client, actuary):
    page, other = profession_page(actuary), profession_page()
    thread = published_thread(professions=[actuary])
    published_meeting(title="An evening with actuaries", professions=[actuary])
    published_meeting(title="Une soirée", locale=locale("fr"))
    for address in (page, thread.get_absolute_url(), "/en/"):
        assert "An evening with actuaries" in shown(client, address)
    assert "An evening with actuaries" not in shown(client, other)
    assert "An evening with actuaries" not in shown(client, "/fr/")


def test_what_is_cancelled_is_not_announced(client, actuary):
    page = profession_page(actuary)
    row = published_meeting(title="An evening with actuaries", professions=[actuary])
    assert row.title in shown(client, page)
    actions.cancel(meeting=row.meeting, by=member("HR"))
    assert row.title not in shown(client, page)


def test_a_profession_shows_its_last_film(client, actuary):
    page = profession_page(actuary)
    row = published_meeting(title="An evening with actuaries", professions=[actuary])
    type(row).objects.update(is_over=True)
    film = RecordingFactory(translation_key=row.translation_key, published_at=None)
    assert row.title not in shown(client, page)
    actions.state_description(recording=film, needed=False, by=member("HR"))
    actions.publish(recording=film, by=member("HR"))
    assert row.title in shown(client, page)
    assert "The film can be watched." in shown(client, "/en/meetings/")


def test_it_costs_a_page_nothing(client, actuary):
    page = profession_page(actuary)

    def cost() -> int:
        client.get(page.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(page.url)
        return len(captured)

    before = cost()
    published_meeting(professions=[actuary])
    assert cost() == before
