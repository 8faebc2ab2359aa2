"""What search engines are told to visit: all that is public, nothing else, at any size."""

import datetime
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from backstage_qa.discovery import sitemaps
from backstage_qa.models import Origin, PublishedThread
from backstage_qa.threads import publication
from careers.models import ProfessionIndexPage
from tests.factories import (
    ExpertProfileFactory,
    ProfessionFactory,
    ThreadFactory,
    locale,
    published_thread,
)
from tests.sitemap import index_of, places_of

from .pages import profession_page

pytestmark = pytest.mark.django_db

HERE = "http://testserver"


def told(client) -> dict[str, dict]:
    """Every address of every part."""
    found = {}
    for part in index_of(client.get("/sitemap.xml")):
        places = places_of(client.get(part))
        assert not set(places) & set(found)
        found |= places
    return found


def test_everything_public_is_in_it_and_nothing_else(client):
    profession = ProfessionFactory(slug="actuary")
    page = profession_page(profession)
    profile = ExpertProfileFactory(expert__name="Claire", expert__professions=[profession])
    silent = ExpertProfileFactory(expert__name="Oscar", expert__agreed_public_on=None)
    thread = published_thread(professions=[profession])
    gone = published_thread()
    publication.withdraw(PublishedThread.objects.filter(pk=gone.pk))
    draft = profession_page(ProfessionFactory(slug="draft"))
    draft.unpublish()
    found = told(client)
    for address in (page.url, thread.get_absolute_url(), "/en/questions/?profession=actuary"):
        assert HERE + address in found
    assert f"{HERE}/en/experts/{profile.expert_id}/claire/" in found
    assert not any(f"/experts/{silent.expert_id}/" in address for address in found)
    lists = ("/en/experts/", "/en/professions/", "/fr/questions/")
    for address in ("/en/", "/fr/", "/en/privacy/", *lists):
        assert HERE + address in found
    for address in (gone.get_absolute_url(), "/en/professions/draft/"):
        assert HERE + address not in found
    for address in found:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert f'<link rel="canonical" href="{address.replace("&", "&amp;")}">' in answer.text


def test_a_page_for_some_only_is_in_none_of_it(client):
    english = profession_page(ProfessionFactory(slug="actuary"))
    french = profession_page(
        ProfessionFactory(slug="actuaire", locale=locale("fr")),
        translation_key=english.translation_key,
    )
    assert told(client)[HERE + english.url]["alternates"]["fr"] == HERE + french.url
    index = ProfessionIndexPage.objects.get(locale__language_code="fr")
    part = next(part for part in index_of(client.get("/sitemap.xml")) if "pages" in part)
    etag = client.get(part)["ETag"]
    PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(part, headers={"If-None-Match": etag}).status_code == 200
    found = told(client)
    assert HERE + french.url not in found
    assert f"{HERE}/fr/professions/" not in found
    assert found[HERE + english.url]["alternates"] == {}
    page = client.get(english.url).text
    assert "actuaire" not in page
    assert "hreflang" not in page.split("</head>")[0]


def test_translations_name_each_other(client):
    english = published_thread()
    copy = ThreadFactory(locale=locale("fr"), translation_key=english.thread.translation_key)
    copy.latest_revision.publish()
    french = PublishedThread.objects.get(thread=copy)
    expected = {
        "en": HERE + english.get_absolute_url(),
        "fr": HERE + french.get_absolute_url(),
        "x-default": HERE + english.get_absolute_url(),
    }
    found = told(client)
    assert found[expected["en"]]["alternates"] == found[expected["fr"]]["alternates"] == expected
    assert found[f"{HERE}/fr/"]["alternates"]["en"] == f"{HERE}/en/"
    claire = ExpertProfileFactory(expert__name="Claire")
    ExpertProfileFactory(expert=claire.expert, locale=locale("fr"))
    address = f"experts/{claire.expert_id}/claire/"
    assert told(client)[f"{HERE}/fr/{address}"]["alternates"]["en"] == f"{HERE}/en/{address}"
    french.thread.unpublish()
    assert told(client)[expected["en"]]["alternates"] == {}


def test_a_change_is_dated(client):
    with time_machine.travel("2026-03-02T10:00:00Z", tick=False):
        thread = published_thread()
        page = profession_page()
    with time_machine.travel("2026-03-09T10:00:00Z", tick=False):
        thread.thread.short_answer = "Now we know."
        thread.thread.save_revision().publish()
    found = told(client)
    changed = datetime.datetime(2026, 3, 9, 10, tzinfo=datetime.UTC)
    assert found[HERE + thread.get_absolute_url()]["modified"] == changed
    assert found[HERE + page.url]["modified"] == changed - datetime.timedelta(days=7)


def mass(number: int) -> None:
    now = timezone.now()
    PublishedThread.objects.bulk_create(
        PublishedThread(
            language="en",
            title="Why?",
            slug="why",
            origin=Origin.DEMO,
            published_at=now,
            updated_at=now,
        )
        for _ in range(number)
    )


def test_each_part_costs_the_same_and_holds_no_more_than_its_share(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 10)
    counts = set()
    for number in (5, 95):
        mass(number)
        client.get("/sitemap.xml")
        with CaptureQueriesContext(connection) as queries:
            parts = index_of(client.get("/sitemap.xml"))
        counts.add(len(queries))
        assert not any("COUNT(" in query["sql"] for query in queries)
        [last] = [part for part in parts if "threads" in part][-1:]
        with CaptureQueriesContext(connection) as queries:
            assert len(places_of(client.get(last))) <= 10
        counts.add(len(queries))
        assert not any("OFFSET" in query["sql"] for query in queries)
        assert '."entries"' not in str(queries.captured_queries)
    assert len(counts) == 2
    assert max(counts) <= 10  # the index asks each section once
    assert len([part for part in parts if "threads" in part]) >= 10
    assert len([place for place in told(client) if "/why/" in place]) == 100


def test_a_range_of_ids_that_holds_nothing_is_not_named(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 10)
    mass(60)
    middle = list(PublishedThread.objects.order_by("pk").values_list("pk", flat=True))[20:40]
    PublishedThread.objects.filter(pk__in=middle).update(withdrawn_at=timezone.now())
    parts = index_of(client.get("/sitemap.xml"))
    empty = middle[len(middle) // 2] // 10
    assert f"{HERE}/sitemap-threads-{empty}.xml" not in parts
    assert all(client.get(part).status_code == 200 for part in parts)


@pytest.mark.parametrize("name", ["threads-999", "lists-1", "unknown-0", "threads-x", "threads--1"])
def test_there_are_no_other_parts(client, name):
    answer = client.get(f"/sitemap-{name}.xml")
    assert answer.status_code == 404
    assert "Location" not in answer


def test_a_site_without_pages_has_its_threads_all_the_same(client):
    Site.objects.all().delete()
    thread = published_thread()
    assert HERE + thread.get_absolute_url() in told(client)


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-pages-0.xml", "/robots.txt"])
def test_any_cache_may_keep_it_in_no_language(client, address):
    answers = [
        client.get(address, headers={"Accept-Language": language}) for language in ("fr", "en")
    ]
    assert answers[0].content == answers[1].content
    for answer in answers:
        assert answer.status_code == 200
        assert "public" in answer["Cache-Control"]
        assert "Vary" not in answer
        assert "Content-Language" not in answer
        assert not answer.cookies
        again = client.get(address, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304


def test_robots_are_kept_from_what_is_one_persons_and_led_to_the_sitemap(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.text.splitlines()
    assert lines[0] == "User-agent: *"
    kept = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow")]
    for language in ("en", "fr"):
        assert f"/{language}/my/" in kept
        assert f"/{language}/accounts/" in kept
    assert "/admin/" in kept
    [sitemap] = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap")]
    assert sitemap == f"{HERE}/sitemap.xml"
    profession_page()
    published_thread()
    for place in told(client):
        assert not any(urlsplit(place).path.startswith(prefix) for prefix in kept), place
