"""The home page shows what an editor picked, and nothing that is not public."""

import datetime

import pytest
import time_machine

from home.models import HomePage
from tests.careers.pages import profession_page
from tests.factories import ExpertProfileFactory, ProfessionFactory, published_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return HomePage.objects.get(locale__language_code="en")


def read(client) -> str:
    return client.get("/en/").content.decode()


def publish(home, **fields):
    for name, value in fields.items():
        setattr(home, name, value)
    home.save_revision().publish()


def test_a_featured_thread_goes_with_its_last_day_whatever_was_cached(client, home):
    row = published_thread(title="Until Easter?")
    day = datetime.datetime(2026, 4, 5, 12, tzinfo=datetime.UTC)
    placed = {"thread": row, "shown_from": None, "shown_until": day.date()}
    publish(home, featured=[("threads", {"heading": "", "threads": [placed]})])
    with time_machine.travel(day, tick=False):
        answer = client.get("/en/")
        assert row.title in answer.content.decode()
    with time_machine.travel(day + datetime.timedelta(days=1), tick=False):
        known = {"If-None-Match": answer["ETag"]}
        answer = client.get("/en/", headers=known)
    assert answer.status_code == 200
    assert row.title not in answer.content.decode()


def test_a_fresh_home_page_leads_on(client):
    html = read(client)
    assert "Ask the people who do the job" in html
    for address in ("/en/professions/", "/en/questions/", "/en/questions/ask/"):
        assert f'href="{address}"' in html


def test_the_first_screen_names_who_answers_with_a_portrait_or_without(client):
    profile = ExpertProfileFactory(expert__name="Zoe")
    first_screen = read(client).partition("</header>\n  <")[0]
    assert profile.name == "Zoe"
    assert 'role="img" aria-label="Zoe">Z<' in first_screen


def test_the_first_screen_promises_no_face_when_nobody_shows_one(client):
    assert "answer you under their own name" not in read(client)


def test_it_says_how_it_works(client, home):
    publish(home, how_it_works=[("step", {"title": "Read", "text": "It may be answered."})])
    html = read(client)
    assert "How it works" in html
    assert "It may be answered." in html


def test_it_shows_the_picked_professions_in_their_order(client, home):
    pages = [profession_page(ProfessionFactory(name=name)) for name in ("Zookeeper", "Actuary")]
    publish(home, professions=[("page", page) for page in pages])
    html = read(client)
    assert html.index("Zookeeper") < html.index("Actuary")


def test_a_profession_that_is_no_longer_public_is_left_out(client, home):
    page = profession_page(ProfessionFactory(name="Zookeeper"))
    publish(home, professions=[("page", page)])
    page.unpublish()
    assert "Zookeeper" not in read(client)


def test_a_withdrawn_thread_is_left_out_and_comes_back(client, home):
    row = published_thread(title="Featured?")
    publish(home, featured=[("threads", {"heading": "Worth reading", "threads": [row]})])
    assert "Featured?" in read(client)
    row.thread.unpublish()
    html = read(client)
    assert "Featured?" not in html
    assert "Worth reading" not in html
    home.refresh_from_db()
    home.save_revision().publish()
    row.thread.latest_revision.publish()
    assert "Featured?" in read(client)
