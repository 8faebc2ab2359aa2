"""A public answer is made once and kept by the process: never another's, never an old one."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from backstage_qa import kept_answers
from backstage_qa.caching import public_view
from backstage_qa.kept_answers import made_each_time
from backstage_qa.search.models import FruitlessSearch
from tests.factories import UserFactory, published_thread

pytestmark = pytest.mark.django_db

EPOCH_ONLY = 1  # query


@pytest.fixture(autouse=True)
def kept(settings):
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"KEPT_ANSWERS": 3}


def counting(make=lambda request, times: HttpResponse(f"made {times}")):
    """A public view that says how often it was called."""
    calls = []

    @public_view
    def view(request):
        calls.append(request)
        return make(request, len(calls))

    return view, calls


def answer(view, path="/x/", method="get", **extra):
    return view(getattr(RequestFactory(), method)(path, **extra))


def test_what_was_made_is_sent_again_with_all_its_headers(client, django_assert_num_queries):
    thread = published_thread(title="Kept in memory")
    first = client.get(thread.get_absolute_url())
    with django_assert_num_queries(EPOCH_ONLY):
        again = client.get(thread.get_absolute_url())
    assert again.content == first.content
    assert again.headers == first.headers
    assert b"Kept in memory" in again.content
    etag = {"if-none-match": again["ETag"]}
    assert client.get(thread.get_absolute_url(), headers=etag).status_code == 304


def test_many_who_ask_at_once_have_it_made_once():
    together, made = threading.Barrier(4), []

    def make():
        made.append(1)
        time.sleep(0.2)  # for as long as whoever did not wait needs to begin, too
        return HttpResponse("made")

    def ask(path="/x/"):
        request = RequestFactory().get(path)
        request.backstage_etag, request.backstage_epoch = path, 1
        together.wait()
        return kept_answers.kept_answer(request, make).content

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, ["/x/"] * 4)) == [b"made"] * 4
    assert len(made) == 1
    with ThreadPoolExecutor(4) as pool:  # what differs waits for nobody
        list(pool.map(ask, "abcd"))
    assert len(made) == 5


def test_it_is_made_for_a_stranger_whoever_asks():
    @public_view
    def view(request):
        return HttpResponse(str(request.user))

    request = RequestFactory().get("/x/")
    request.user = UserFactory(is_superuser=True)
    assert view(request).text == str(AnonymousUser())


def test_it_is_made_again_once_something_public_changed(client):
    thread = published_thread(title="First of all")
    address = thread.get_absolute_url()
    for _ in range(2):
        assert client.get(address).status_code == 200
    thread.thread.unpublish()
    assert client.get(address).status_code == 410


def test_one_address_is_never_answered_with_another_s():
    view, calls = counting()
    asked = [
        {"path": "/x/"},
        {"path": "/x/?page=2"},
        {"path": "/x/", "SERVER_NAME": "other.example"},
        {"path": "/x/", "secure": True},
    ]
    assert len({answer(view, **one).content for one in asked}) == len(calls) == 4


def test_the_oldest_go_when_there_are_too_many():
    view, calls = counting()
    for path in ("/1/", "/2/", "/3/", "/4/", "/4/", "/1/"):
        answer(view, path)
    assert [request.path for request in calls] == ["/1/", "/2/", "/3/", "/4/", "/1/"]


def with_a_cookie(request, times):
    response = HttpResponse()
    response.set_cookie("a", "b")
    return response


def counted(request, times):
    made_each_time(request)
    return HttpResponse()


@pytest.mark.parametrize(
    "make",
    [
        with_a_cookie,
        counted,
        lambda request, times: HttpResponse(status=410),
        lambda request, times: StreamingHttpResponse([b"a film"]),
        lambda request, times: HttpResponse(b"\x89PNG", content_type="image/png"),
        lambda request, times: HttpResponse("x" * (kept_answers.LONGEST_KEPT + 1)),
    ],
)
def test_what_is_one_person_s_counted_large_or_no_page_is_not_kept(make):
    view, calls = counting(make)
    for _ in range(2):
        answer(view)
    assert len(calls) == 2


def test_a_head_leaves_nothing_for_a_get():
    view, calls = counting()
    answer(view, method="head")
    answer(view)
    assert len(calls) == 2


def test_what_is_changed_on_the_way_out_is_not_kept():
    view, _ = counting()
    for _ in range(2):
        response = answer(view)
        assert "X-Reader" not in response
        response["X-Reader"] = "Camille"


def test_nothing_is_kept_where_none_shall_be_nor_while_pages_are_written(settings):
    view, calls = counting()
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"KEPT_ANSWERS": 0}
    for _ in range(2):
        answer(view)
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"KEPT_ANSWERS": 3}
    settings.DEBUG = True
    for _ in range(2):
        answer(view)
    assert len(calls) == 4


def test_each_search_in_vain_is_counted(client):
    for address in ("/en/questions/?q=zzyzx", "/api/backstage/v1/threads?q=zzyzx&language=en"):
        for _ in range(2):
            assert client.get(address).status_code == 200
    assert FruitlessSearch.objects.get(text="zzyzx").count == 4
