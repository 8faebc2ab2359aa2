"""Pages of the site that a process keeps: gone with a restriction, and never a preview."""

import pytest
from wagtail.models import PageViewRestriction, Site

from .pages import profession_page

pytestmark = pytest.mark.django_db

EPOCH_SITES_AND_RESTRICTIONS = 3  # queries


@pytest.fixture(autouse=True)
def kept(settings):
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"KEPT_ANSWERS": 10}


def test_a_page_that_is_kept_is_hidden_by_a_restriction_at_once(client):
    page = profession_page()
    doors = (page.url, f"/api/v2/pages/{page.pk}/")
    for door in doors * 2:
        assert client.get(door).status_code == 200
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(doors[0]).status_code == 302
    assert client.get(doors[1]).status_code == 404
    listed = client.get("/api/v2/pages/").json()["items"]
    assert page.pk not in [item["id"] for item in listed]


def test_a_page_that_is_kept_goes_with_the_site_that_it_belongs_to(client):
    page = profession_page()
    assert client.get(page.url).status_code == 200
    site = Site.objects.get()
    root = site.root_page
    site.root_page = page.get_parent()
    site.save()
    assert client.get(page.url).status_code == 404
    site.root_page = root
    site.save()
    assert client.get(page.url).status_code == 200
    site.delete()
    assert client.get(page.url).status_code == 404


def test_a_page_that_is_kept_needs_no_routing(client, django_assert_num_queries):
    page = profession_page()
    first = client.get(page.url)
    with django_assert_num_queries(EPOCH_SITES_AND_RESTRICTIONS):
        again = client.get(page.url)
    assert (again.content, again.headers) == (first.content, first.headers)
    etag = {"if-none-match": again["ETag"]}
    with django_assert_num_queries(EPOCH_SITES_AND_RESTRICTIONS):
        assert client.get(page.url, headers=etag).status_code == 304


def test_what_happens_to_a_page_that_is_kept_is_seen_at_once(client):
    page = profession_page(title="Before")
    assert "Before" in client.get(page.url).content.decode()
    page.title = "After"
    page.save_revision().publish()
    assert "After" in client.get(page.url).content.decode()
    former = page.url
    page.delete()
    assert client.get(former).status_code == 404


def test_a_preview_is_not_kept_for_the_public(client):
    page = profession_page()
    page.body = [("text", "<p>A canary of the draft</p>")]
    preview = page.make_preview_request()
    assert b"A canary of the draft" in preview.content
    page.save_revision()
    for _ in range(2):
        assert b"A canary of the draft" not in client.get(page.url).content


def test_a_preview_shows_the_draft_where_the_page_is_kept(client):
    page = profession_page()
    assert client.get(page.url).status_code == 200
    page.body = [("text", "<p>A canary of the draft</p>")]
    assert b"A canary of the draft" in page.make_preview_request().content
