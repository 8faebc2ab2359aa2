"""Readers are counted whoever answers for us, and nothing is known of them."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from backstage_qa.models import PublicEpoch, PublishedThread, ReadMonth, ReadTotal, Thread
from backstage_qa.threads import publication
from backstage_qa.threads.most_read import MostReadPaginator
from backstage_qa.threads.readers import correct_totals, count_reader
from tests.factories import ThreadFactory, UserFactory, published_thread

pytestmark = pytest.mark.django_db
PAGE = {"origin": "http://testserver"}


def read(client, row, **headers):
    address = reverse("backstage_qa:thread_readers", args=[row.pk])
    return client.post(address, headers=PAGE | headers)


def counted(row) -> dict[datetime.date, int]:
    return dict(ReadMonth.objects.filter(thread=row).values_list("month", "readers"))


def test_each_reader_adds_one_to_the_month(client):
    row, other = published_thread(), published_thread()
    with time_machine.travel(datetime.datetime(2026, 10, 31, 22, 59, tzinfo=datetime.UTC)):
        assert read(client, row).status_code == 204
        read(client, row)
    # Midnight has passed where the site is
    with time_machine.travel(datetime.datetime(2026, 10, 31, 23, 1, tzinfo=datetime.UTC)):
        read(client, row)
    assert counted(row) == {datetime.date(2026, 10, 1): 2, datetime.date(2026, 11, 1): 1}
    assert counted(other) == {}


def test_the_answer_tells_nothing_and_no_cache_keeps_it(client):
    answer = read(client, published_thread())
    assert answer.content == b""
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_a_token_is_not_asked_for_as_public_pages_have_none():
    from_browser = pytest.importorskip("django.test").Client(enforce_csrf_checks=True)
    row = published_thread()
    assert read(from_browser, row).status_code == 204
    assert sum(counted(row).values()) == 1


@pytest.mark.parametrize("origin", ["", "null", "https://elsewhere.example", "http://testserver.x"])
def test_only_our_own_pages_count(client, origin):
    row = published_thread()
    assert read(client, row, origin=origin).status_code == 204
    assert counted(row) == {}


def test_looking_at_the_address_counts_nothing(client):
    row = published_thread()
    address = reverse("backstage_qa:thread_readers", args=[row.pk])
    assert client.get(address, headers=PAGE).status_code == 405
    client.get(row.get_absolute_url())
    assert counted(row) == {}


def test_what_is_not_public_is_not_counted(client):
    row = published_thread()
    publication.withdraw(PublishedThread.objects.filter(pk=row.pk))
    assert read(client, row).status_code == 204
    row.pk += 1
    assert read(client, row).status_code == 204
    assert not ReadMonth.objects.exists()


def test_nothing_public_changes_by_being_read(client):
    row = published_thread()
    before = PublicEpoch.current()
    read(client, row)
    row.refresh_from_db()
    assert (PublicEpoch.current(), row.version) == (before, 1)


def test_publishing_anew_keeps_what_was_counted(client):
    row = published_thread()
    read(client, row)
    row.thread.latest_revision.publish()
    assert sum(counted(row).values()) == 1


def test_the_page_says_where_to_count_and_a_preview_does_not(client, rf):
    row = published_thread()
    address = reverse("backstage_qa:thread_readers", args=[row.pk])
    page = client.get(row.get_absolute_url()).text
    assert f'data-readers="{address}"' in page
    assert "readers.js" in page
    preview = ThreadFactory().make_preview_request()
    preview.render()
    assert "data-readers" not in preview.text
    assert "readers.js" not in preview.text


def test_editors_see_all_readers_of_a_thread_and_sort_by_them(client):
    rare, read_often = published_thread(title="Rare"), published_thread(title="Often")
    month = timezone.localdate().replace(day=1)
    earlier = (month - datetime.timedelta(days=1)).replace(day=1)
    for row, when, readers in [(rare, month, 3), (read_often, month, 40), (read_often, earlier, 2)]:
        ReadMonth.objects.create(thread=row, month=when, readers=readers)
    correct_totals()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    address = reverse("wagtailsnippets_backstage_qa_thread:list")
    page = client.get(f"{address}?ordering=-readers")
    shown = [(row.title, row.readers) for row in page.context["object_list"]]
    assert shown == [("Often", 42), ("Rare", 3)]


def test_a_total_is_the_sum_of_its_months():
    row = published_thread()
    month = timezone.localdate().replace(day=1)
    earlier = (month - datetime.timedelta(days=1)).replace(day=1)
    ReadMonth.objects.create(thread=row, month=earlier, readers=5)
    assert correct_totals() == 1
    count_reader(row.pk)
    count_reader(row.pk)
    assert (counted(row), ReadTotal.objects.get().readers) == ({earlier: 5, month: 2}, 7)
    assert correct_totals() == 0
    ReadTotal.objects.update(readers=1)
    assert correct_totals() == 1
    assert ReadTotal.objects.get().readers == 7


@pytest.mark.parametrize("ascending", [False, True])
def test_each_thread_stands_once_on_the_pages_by_readers(ascending):
    """Whether a page ends with those that were read, before or behind them; drafts, too."""
    rows = [published_thread() for _ in range(3)]
    for row, readers in zip(rows, (9, 30, 9), strict=True):
        ReadTotal.objects.create(thread=row, readers=readers)
    never = [published_thread().thread.pk, ThreadFactory().pk]
    read = [rows[1].thread.pk, rows[2].thread.pk, rows[0].thread.pk]
    lowest_first = [never[1], never[0], read[1], read[2], read[0]]
    expected = lowest_first if ascending else [*read, never[1], never[0]]
    for size in (1, 2, 3, 4, 5):
        paginator = MostReadPaginator(Thread.objects.all(), size, ascending=ascending)
        shown = [thread.pk for page in paginator for thread in page]
        assert shown == expected, size
