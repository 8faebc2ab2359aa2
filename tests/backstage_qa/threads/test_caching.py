"""Public pages may be kept by any cache, and are never kept once they are wrong."""

import datetime

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from backstage_qa.caching import PublicPageMixin, public_view
from backstage_qa.models import Profession, PublicEpoch, PublishedThread, Thread
from backstage_qa.threads import publication
from tests.factories import ExpertFactory, ProfessionFactory, UserFactory, published_thread

pytestmark = pytest.mark.django_db

CACHE_CONTROL = {"public", "max-age=0", "must-revalidate", "s-maxage=60"}


@pytest.fixture
def addresses():
    thread = published_thread()
    gone = published_thread()
    publication.withdraw(PublishedThread.objects.filter(pk=gone.pk))
    return {
        thread.get_absolute_url(): 200,
        "/en/questions/": 200,
        "/en/questions/?profession=unknown": 404,
        f"/en/questions/{thread.pk}/old/": 301,
        "/en/questions/999/never/": 404,
        gone.get_absolute_url(): 410,
    }


def directives(response) -> set[str]:
    return {part.strip() for part in response["Cache-Control"].split(",")}


def test_any_cache_may_keep_them_for_nobody_in_particular(client, addresses):
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    for address, status in addresses.items():
        response = client.get(address)
        assert response.status_code == status
        assert directives(response) == CACHE_CONTROL
        assert response["ETag"]
        assert not response.cookies
        assert "Vary" not in response or response["Vary"] == "Accept-Encoding"


def test_signed_in_or_not_the_bytes_are_the_same(client, addresses):
    answers = [client.get(address).content for address in addresses]
    user = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert [client.get(address).content for address in addresses] == answers


def test_a_304_costs_one_query_and_renders_nothing(client, addresses):
    for address in addresses:
        first = client.get(address)
        with CaptureQueriesContext(connection) as queries:
            again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304
        assert not again.templates
        assert len(queries) == 1
        assert directives(again) == CACHE_CONTROL
        assert again["ETag"] == first["ETag"]


def test_session_and_user_are_never_touched(addresses, monkeypatch):
    def touched(*args, **kwargs):
        raise AssertionError("a public page touched the session or the user")

    client = Client()
    client.cookies["sessionid"] = "x" * 32
    monkeypatch.setattr(SessionStore, "load", touched)
    monkeypatch.setattr("django.contrib.auth.middleware.get_user", touched)
    for address, status in addresses.items():
        assert client.get(address).status_code == status


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_they_are_only_for_reading(client, addresses, method):
    for address in addresses:
        assert getattr(client, method)(address).status_code == 405


def test_each_address_has_its_own_etag(client):
    etags = {
        client.get(address)["ETag"]
        for address in (
            "/en/questions/",
            "/fr/questions/",
            "/en/questions/?tag=a",
            "/en/questions/?tag=b",
        )
    }
    assert len(etags) == 4


@pytest.mark.parametrize(
    "change",
    [
        lambda thread: published_thread(),
        lambda thread: thread.thread.save_revision().publish(),
        lambda thread: publication.withdraw(PublishedThread.objects.filter(pk=thread.pk)),
        lambda thread: thread.thread.delete(),
        lambda thread: Thread.objects.filter(pk=thread.thread_id).delete(),
        lambda thread: Profession.objects.all().delete(),
        lambda thread: thread.professions.first().save(),
        lambda thread: ProfessionFactory(),
        lambda thread: ExpertFactory(),
    ],
    ids=[
        *("publish", "republish", "withdraw", "delete", "delete many", "delete professions"),
        *("profession", "new profession", "expert"),
    ],
)
def test_every_public_change_makes_every_etag_stale(client, change):
    thread = published_thread()
    before = client.get("/en/questions/")["ETag"]
    epoch = PublicEpoch.current()
    change(thread)
    assert PublicEpoch.current() > epoch
    response = client.get("/en/questions/", headers={"if-none-match": before})
    assert response.status_code == 200


def test_a_new_day_and_a_new_build_make_them_stale(client):
    with time_machine.travel(datetime.datetime(2026, 5, 4, 21, 0, tzinfo=datetime.UTC), tick=False):
        evening = client.get("/en/questions/")["ETag"]
    with time_machine.travel(
        datetime.datetime(2026, 5, 4, 22, 30, tzinfo=datetime.UTC), tick=False
    ):
        assert client.get("/en/questions/")["ETag"] != evening  # past midnight in Paris
        before = client.get("/en/questions/")["ETag"]
        with override_settings(BACKSTAGE_QA={"BUILD": "next"}):
            assert client.get("/en/questions/")["ETag"] != before


def test_the_etag_is_never_younger_than_the_page():
    """A change while a page is made leaves the old ETag on it, so that it is asked for again."""

    @public_view
    def slow(request):
        ProfessionFactory()
        return HttpResponse("read before the change")

    request = RequestFactory().get("/x/")
    stale = slow(request)["ETag"]
    assert slow(RequestFactory().get("/x/", headers={"if-none-match": stale})).status_code == 200


def test_what_is_not_found_is_kept_like_any_other_answer():
    @public_view
    def missing(request):
        raise Http404

    response = missing(RequestFactory().get("/en/nothing/"))
    assert response.status_code == 404
    assert directives(response) == CACHE_CONTROL


# --- Pages of the host ------------------------------------------------------


class Served:
    def get_view_restrictions(self):
        return self.wagtail_page.get_view_restrictions()

    def serve(self, request):
        return HttpResponse("a page")


class HostPage(PublicPageMixin, Served):
    """Stands where a host's page class does; the rows and the rule are Wagtail's own."""

    def __init__(self, wagtail_page):
        self.wagtail_page = wagtail_page


@pytest.fixture
def child():
    root = Page.objects.get(depth=1)
    parent = root.add_child(instance=Page(title="Parent", slug="caching-parent"))
    return parent.add_child(instance=Page(title="Child", slug="caching-child"))


def served(child, **headers):
    return HostPage(child).serve(RequestFactory().get("/en/a-page/", headers=headers))


def test_a_page_is_served_like_any_public_view(child):
    response = served(child)
    assert directives(response) == CACHE_CONTROL
    again = served(child, **{"if-none-match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("inherited", [False, True])
def test_a_page_with_a_view_restriction_is_kept_by_no_cache(child, inherited):
    etag = served(child)["ETag"]
    PageViewRestriction.objects.create(
        page=child.get_parent() if inherited else child,
        restriction_type=PageViewRestriction.LOGIN,
    )
    response = served(child, **{"if-none-match": etag})
    assert response.status_code == 200
    assert {"private", "no-store"} <= directives(response)
    assert "public" not in directives(response)
    assert "ETag" not in response
