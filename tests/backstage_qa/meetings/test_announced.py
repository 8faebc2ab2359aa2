"""The next meeting and the last film, on the pages of professions, threads and the first one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backstage_qa.epoch import move_on
from backstage_qa.meetings import actions
from tests.backstage_qa.desks import member
from tests.careers.pages import profession_page
from tests.factories import (
    ExpertFactory,
    ExpertProfileFactory,
    GuestFactory,
    ProfessionFactory,
    RecordingFactory,
    held_meeting,
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
    row = held_meeting(title="An evening with actuaries", professions=[actuary])
    film = RecordingFactory(translation_key=row.translation_key, published_at=None)
    assert row.title not in shown(client, page)
    actions.state_description(recording=film, needed=False, by=member("HR"))
    actions.publish(recording=film, by=member("HR"))
    assert row.title in shown(client, page)
    assert "The film can be watched." in shown(client, "/en/meetings/")


def filmed(**kwargs):
    """A meeting that is over, and whose film is public."""
    row = published_meeting(**kwargs)
    type(row).objects.filter(pk=row.pk).update(is_over=True)
    RecordingFactory(translation_key=row.translation_key)
    move_on()
    return row


def test_an_expert_shows_where_to_meet_them_and_the_films_in_which_they_speak(client):
    claire, yusuf = ExpertFactory(name="Claire"), ExpertFactory(name="Yusuf")
    for expert in (claire, yusuf):
        ExpertProfileFactory(expert=expert)
    coming = published_meeting(title="An evening with actuaries", speakers=[claire])
    for title, speakers in (("Night", [claire, GuestFactory()]), ("Day", [yusuf])):
        filmed(title=f"The {title} Shift", speakers=speakers)
    filmed(title="L’équipe de nuit", speakers=[claire], locale=locale("fr"))
    html = shown(client, f"/en/experts/{claire.pk}/claire/")
    assert coming.title in html
    assert "The Night Shift" in html
    assert "The Day Shift" not in html
    assert "L’équipe de nuit" not in html
    assert coming.title not in shown(client, f"/en/experts/{yusuf.pk}/yusuf/")


def test_a_block_shows_the_films_of_the_profession_of_its_page(client, actuary):
    films = ("films", {"heading": "Hear us", "count": 2})
    page = profession_page(actuary, body=[films])
    assert "Hear us" not in shown(client, page)
    for number in range(3):
        filmed(title=f"Film no. {number}", professions=[actuary])
    filmed(title="About something else", professions=[ProfessionFactory()])
    html = shown(client, page).partition("Hear us")[2]
    assert [n for n in range(3) if f"Film no. {n}" in html] == [1, 2]
    assert "About something else" not in html
    block = page.body[0]
    told = block.block.get_api_representation(block.value, {"page": page})
    assert [row["title"] for row in told["meetings"]] == ["Film no. 2", "Film no. 1"]


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
