"""``/api/v2/``: the pages of this site for other front ends; what is public, for everybody."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.factories import EntryFactory, ProfessionFactory, UserFactory, published_thread

from .pages import profession_page

pytestmark = pytest.mark.django_db

ROOT = "/api/v2/pages/"


@pytest.fixture
def actuary():
    profession = ProfessionFactory(name="Actuary", slug="actuary", summary="Counts risks.")
    return profession_page(profession)


@pytest.fixture
def staff():
    client = Client(headers={"Accept-Language": "fr"})
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def embed(page, *threads):
    page.body = [
        ("text", "<p>Welcome.</p>"),
        ("threads", {"heading": "Chosen", "threads": list(threads)}),
        ("latest_threads", {"heading": "Latest", "count": 5}),
    ]
    page.save_revision().publish()


def read(client, page):
    response = client.get(f"{ROOT}{page.pk}/")
    assert response.status_code == 200, response.content
    return response.json()


def blocks(client, page):
    return {block["type"]: block["value"] for block in read(client, page)["body"]}


def titles(client, **query):
    response = client.get(ROOT, query)
    assert response.status_code == 200, response.content
    return [item["title"] for item in response.json()["items"]]


def test_the_threads_of_a_profession_page_are_written_out(client, actuary):
    chosen = published_thread(
        title="Is it hard?", entries=[EntryFactory(text="<p>Is it <b>hard</b>?</p>")]
    )
    latest = published_thread(title="A day?", professions=[actuary.profession])
    embed(actuary, chosen)
    found = blocks(client, actuary)
    assert found["threads"]["heading"] == "Chosen"
    (first,) = found["threads"]["threads"]
    assert (first["id"], first["title"]) == (chosen.pk, "Is it hard?")
    assert first["entries"][0]["html"] == "<p>Is it <b>hard</b>?</p>"
    assert [thread["id"] for thread in found["latest_threads"]["threads"]] == [latest.pk]


def test_a_thread_reads_as_in_the_plugins_own_api(client, actuary):
    thread = published_thread(title="Is it hard?")
    embed(actuary, thread)
    (embedded,) = blocks(client, actuary)["threads"]["threads"]
    own = client.get(f"/api/backstage/v1/threads/{thread.pk}").json()
    assert set(embedded) == set(own)
    same = ("id", "title", "slug", "url", "excerpt", "origin", "professions", "tags", "version")
    assert {key: embedded[key] for key in same} == {key: own[key] for key in same}


def test_a_withdrawn_thread_is_gone_at_once(client, actuary):
    kept = published_thread(title="Kept")
    gone = published_thread(title="Gone", professions=[actuary.profession])
    embed(actuary, kept, gone)
    address = f"{ROOT}{actuary.pk}/"
    etag = client.get(address)["ETag"]
    gone.thread.unpublish()
    response = client.get(address, headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert b"Gone" not in response.content
    found = blocks(client, actuary)
    assert [thread["title"] for thread in found["threads"]["threads"]] == ["Kept"]
    assert found["latest_threads"]["threads"] == []


def test_lists_write_each_page_for_its_own_profession(client, actuary):
    other = ProfessionFactory(slug="broker")
    second = profession_page(other, title="Broker")
    for profession in (actuary.profession, other):
        published_thread(title=f"About {profession.slug}", professions=[profession])
    embed(actuary)
    embed(second)
    items = client.get(ROOT, {"type": "careers.ProfessionPage", "fields": "body"}).json()["items"]
    latest = {
        item["title"]: [thread["title"] for thread in item["body"][2]["value"]["threads"]]
        for item in items
    }
    assert latest == {"Actuary": ["About actuary"], "Broker": ["About broker"]}


def test_drafts_and_working_copies_are_not_shown(client, actuary, staff):
    draft = profession_page(ProfessionFactory(name="zqdraft"))
    draft.unpublish()
    actuary.title = "zqrevised"
    actuary.save_revision()
    for visitor in (client, staff):
        assert "Actuary" in titles(visitor)
        assert not [title for title in titles(visitor) if title.startswith("zq")]
        assert visitor.get(f"{ROOT}{draft.pk}/").status_code == 404
        assert read(visitor, actuary)["title"] == "Actuary"


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_a_restricted_page_is_shown_to_nobody(client, actuary, staff, kind):
    group = Group.objects.create(name="Insiders")
    address = f"{ROOT}{actuary.pk}/"
    etag = client.get(address)["ETag"]
    restriction = PageViewRestriction.objects.create(
        page=actuary.get_parent(), restriction_type=kind, password="open sesame"
    )
    restriction.groups.add(group)
    session = staff.session
    session["passed_page_view_restrictions"] = [restriction.pk]
    session.save()
    for visitor in (client, staff):
        assert titles(visitor)
        assert not {"Actuary", actuary.get_parent().title} & set(titles(visitor, locale="en"))
        assert visitor.get(address).status_code == 404
        assert visitor.get(address, headers={"If-None-Match": etag}).status_code == 404
        found = visitor.get(f"{ROOT}find/", {"html_path": "/professions/actuary/"})
        assert found.status_code == 404
    restriction.delete()
    assert client.get(address, headers={"If-None-Match": etag}).status_code in (200, 304)


def test_who_asks_changes_no_byte(client, actuary, staff):
    embed(actuary, published_thread())
    for address in (ROOT, f"{ROOT}{actuary.pk}/", f"{ROOT}?fields=*", f"{ROOT}0/", f"{ROOT}?x=1"):
        anybodys, theirs = client.get(address), staff.get(address)
        assert theirs.content == anybodys.content
        assert theirs.headers == anybodys.headers
        assert not theirs.cookies
        assert "Vary" not in theirs


def test_session_and_user_are_not_touched(actuary, staff, django_assert_max_num_queries):
    with django_assert_max_num_queries(30) as seen:
        read(staff, actuary)
    tables = " ".join(query["sql"] for query in seen.captured_queries)
    assert "django_session" not in tables
    assert "careers_user" not in tables


def test_caches_may_keep_it_and_front_ends_elsewhere_may_read(client, actuary):
    address = f"{ROOT}{actuary.pk}/"
    response = client.get(address)
    assert "s-maxage=60" in response["Cache-Control"]
    assert response["Access-Control-Allow-Origin"] == "*"
    again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    actuary.title = "Senior actuary"
    actuary.save_revision().publish()
    changed = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert changed.json()["title"] == "Senior actuary"


def test_a_moved_page_is_read_at_its_new_address(client, actuary):
    address = f"{ROOT}{actuary.pk}/"
    before = client.get(address)
    actuary.move(actuary.get_parent().get_parent(), pos="last-child")
    after = client.get(address, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after.json()["meta"]["html_url"] != before.json()["meta"]["html_url"]


@pytest.mark.parametrize("number", [1, 20])
def test_a_page_costs_the_same_however_many_threads_it_embeds(client, actuary, number):
    embed(actuary, *[published_thread(professions=[actuary.profession]) for _ in range(number)])
    read(client, actuary)  # fills Wagtail's cache of site roots
    with CaptureQueriesContext(connection) as seen:
        read(client, actuary)
    assert len(seen) <= 20


def test_no_page_to_click_through_is_served(client, actuary):
    response = client.get(ROOT, {"format": "api"}, headers={"Accept": "text/html"})
    assert response.status_code == 404
    response = client.get(ROOT, headers={"Accept": "text/html"})
    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, actuary, staff, method):
    for visitor in (client, staff):
        assert getattr(visitor, method)(f"{ROOT}{actuary.pk}/").status_code == 405


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"locale": "en"},
        {"type": "careers.ProfessionPage"},
        {"type": "careers.ProfessionPage,home.HomePage"},
        {"search_operator": "and"},
    ],
)
def test_a_search_finds_public_pages_alone(client, actuary, more):
    hidden = profession_page(ProfessionFactory(name="Actuary, hidden", slug="hidden"))
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert titles(client, search="actuary", **more) == [actuary.title]
