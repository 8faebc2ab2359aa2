"""Public pages cost the same number of queries, however much there is."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backstage_qa import kept
from backstage_qa.models import Origin, PublishedThread
from tests.factories import EntryFactory, ProfessionFactory, published_thread

pytestmark = pytest.mark.django_db


def queries(client, address: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


def many(number: int, profession) -> None:
    """Public rows that no editor wrote, as a mass."""
    now = timezone.now()
    rows = PublishedThread.objects.bulk_create(
        PublishedThread(
            language="en",
            title=f"Question {n}",
            slug=f"question-{n}",
            excerpt="An answer.",
            entries=[],
            origin=Origin.DEMO,
            published_at=now - datetime.timedelta(minutes=n),
            updated_at=now,
        )
        for n in range(number)
    )
    through = PublishedThread.professions.through
    through.objects.bulk_create(
        through(publishedthread_id=row.pk, profession_id=profession.pk) for row in rows
    )


def test_pages_cost_as_little_with_ten_thousand_threads_as_with_ten(client):
    profession = ProfessionFactory(slug="actuary")
    thread = published_thread(professions=[profession], tags=["pay"])
    many(9, profession)
    addresses = [
        thread.get_absolute_url(),
        "/en/questions/",
        "/en/questions/?profession=actuary&tag=pay",
        "/en/questions/?profession=actuary",
    ]

    def costs():
        kept.forget()
        return [len(queries(client, address)) for address in addresses]

    few = costs()
    many(9_990, profession)
    assert costs() == few
    assert few[0] <= 15  # with what a process looks up once an epoch
    assert max(few[1:]) <= 5


def test_a_thread_costs_as_little_with_sixty_entries_as_with_one(client):
    short = published_thread(entries=[EntryFactory()])
    long = published_thread(entries=[EntryFactory() for _ in range(60)])
    addresses = [short.get_absolute_url(), long.get_absolute_url()]
    other = published_thread()
    client.get(other.get_absolute_url())  # what all pages share is looked up once an epoch
    first, again = (
        [len(queries(client, address)) for address in addresses] for _ in ("first", "again")
    )
    assert first[0] == first[1] <= 6
    assert again[0] == again[1] <= 2


def test_lists_never_load_entries(client):
    published_thread()
    thread = published_thread(professions=[ProfessionFactory()])
    assert '."entries"' not in "".join(queries(client, "/en/questions/"))
    assert sum('."entries"' in sql for sql in queries(client, thread.get_absolute_url())) == 1


def test_deep_pages_cost_the_same(client):
    many(100, ProfessionFactory())
    first = client.get("/en/questions/")
    deep = client.get("/en/questions/" + first.context["next_page"])
    for _ in range(2):
        deep = client.get("/en/questions/" + deep.context["next_page"])
    address = "/en/questions/" + deep.context["next_page"]
    sql = queries(client, address)
    assert len(sql) == len(queries(client, "/en/questions/"))
    assert not [query for query in sql if " OFFSET " in query]
