"""What any cache may keep, and what it costs."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail_factories import ImageFactory

from backstage_qa.models import PublishedThread
from tests.factories import (
    ExpertFactory,
    ExpertProfileFactory,
    ProfessionFactory,
    UserFactory,
    locale,
    published_thread,
)

from .pages import profession_page

pytestmark = pytest.mark.django_db

# Site, locale, translated home, three pages twice each, aliases, restrictions; then our
# epoch, and which pages of the site are restricted.
ROUTING = 12


@pytest.fixture
def addresses():
    return ["/en/", "/fr/", "/en/professions/", "/fr/professions/", profession_page().url]


def test_they_are_the_same_for_everybody(client, addresses, monkeypatch):
    anonymous = {address: client.get(address) for address in addresses}
    client.force_login(UserFactory(is_superuser=True))

    def refuse(*args):
        raise AssertionError("A public page touched the session.")

    monkeypatch.setattr(SessionStore, "load", refuse)
    for address, before in anonymous.items():
        response = client.get(address)
        assert response.status_code == 200
        assert response.content == before.content
        assert not response.cookies
        assert not before.cookies
        assert "Vary" not in response
        assert response["Cache-Control"] == before["Cache-Control"]
        assert "public" in response["Cache-Control"]
        assert "s-maxage=60" in response["Cache-Control"]
        assert response["ETag"] == before["ETag"]
        assert "csrfmiddlewaretoken" not in response.content.decode()


def test_what_is_known_is_not_rendered_again(client, addresses, django_assert_max_num_queries):
    for address in addresses:
        etag = client.get(address)["ETag"]
        with django_assert_max_num_queries(ROUTING):
            response = client.get(address, headers={"If-None-Match": etag})
        assert response.status_code == 304


def test_a_restricted_page_leaves_the_lists_at_once(client):
    page = profession_page()
    before = client.get("/en/professions/")
    assert page.title in before.content.decode()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    after = client.get("/en/professions/", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert page.title not in after.content.decode()


def test_a_new_thread_makes_the_page_stale(client):
    page = profession_page()
    etag = client.get(page.url)["ETag"]
    published_thread(title="Brand new?", professions=[page.profession])
    response = client.get(page.url, headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert "Brand new?" in response.content.decode()


def many_threads(profession, number):
    """``number`` public rows like one that came through the door."""
    model = published_thread(professions=[profession], locale=profession.locale)
    now = timezone.now()
    rows = PublishedThread.objects.bulk_create(
        [
            PublishedThread(
                language=profession.locale.language_code,
                title=f"Thread {n}",
                slug=f"thread-{n}",
                excerpt="An excerpt",
                answered_by=model.answered_by,
                profession_list=model.profession_list,
                origin=model.origin,
                published_at=now,
                updated_at=now,
            )
            for n in range(number - 1)
        ],
        batch_size=1000,
    )
    through = PublishedThread.professions.through
    through.objects.bulk_create(
        [through(publishedthread=row, profession=profession) for row in rows], batch_size=1000
    )
    return [model, *rows]


@pytest.mark.parametrize("number", [10, 10_000])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_that_embeds_twenty_threads_costs_the_same_at_any_size(client, number, language):
    profession = ProfessionFactory(locale=locale(language))
    rows = many_threads(profession, number)
    for _ in range(4):
        ExpertProfileFactory(
            expert=ExpertFactory(professions=[profession]),
            locale=profession.locale,
            portrait=ImageFactory(),
        )
    chosen = ("threads", {"heading": "Chosen", "threads": rows[:5]})
    latest = ("latest_threads", {"heading": "", "count": 10})
    page = profession_page(profession, body=[chosen, chosen, latest])
    etag = client.get(page.url)["ETag"]  # renditions are made once
    with CaptureQueriesContext(connection) as routing:
        assert client.get(page.url, headers={"If-None-Match": etag}).status_code == 304
    with CaptureQueriesContext(connection) as queries:
        response = client.get(page.url)
    assert response.content.decode().count('"backstage-thread-card__title"') == 20
    beyond = len(queries) - (len(routing) - 1)  # a 304 asks for the epoch, too
    assert beyond == 9, [query["sql"] for query in queries]


def test_the_list_of_professions_costs_the_same_at_any_size(client):
    counts = []
    for _ in range(2):
        for _ in range(5):
            profession_page()
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/professions/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
