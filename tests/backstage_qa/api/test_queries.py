"""What an answer costs the database: little, and the same however much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backstage_qa import kept
from backstage_qa.models import PublishedThread
from tests.factories import (
    EntryFactory,
    ExpertFactory,
    ExpertProfileFactory,
    FamilyFactory,
    ProfessionFactory,
    locale,
    published_thread,
)

from .conftest import ROOT

pytestmark = pytest.mark.django_db


def many(number, entries=2):
    """Public rows like a published one, without the editing that leads there."""
    model = published_thread(entries=[EntryFactory() for _ in range(entries)], tags=["pay"])
    through = PublishedThread.professions.through
    rows = PublishedThread.objects.bulk_create(
        PublishedThread(
            language="en",
            title=f"Question {n}",
            slug=f"question-{n}",
            entries=model.entries,
            entry_count=entries,
            tag_list=model.tag_list,
            profession_list=model.profession_list,
            origin=model.origin,
            published_at=timezone.now(),
            updated_at=timezone.now(),
        )
        for n in range(number - 1)
    )
    profession = model.professions.get()
    through.objects.bulk_create(through(publishedthread=row, profession=profession) for row in rows)
    return model


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        response = client.get(address)
    assert response.status_code == 200
    return [query["sql"] for query in seen.captured_queries]


@pytest.mark.parametrize(("number", "entries"), [(10, 1), (10, 60), (10_000, 2)])
def test_a_list_with_entries_takes_three_queries_and_then_two(client, number, entries):
    model = many(number, entries)
    slug = model.professions.get().slug
    for query in ("", "&order=oldest", "&language=en", f"&profession={slug}", "&limit=50"):
        first = f"{ROOT}threads?entries=true{query}"
        first += "" if "limit" in query else "&limit=5"
        kept.forget()
        assert len(queries(client, first)) == 3
        if following := client.get(first).json()["next"]:  # how many they are is known by now
            assert len(queries(client, following)) == 2


def test_every_count_has_a_limit(client):
    published_thread()
    for path in ("threads", "threads?tag=pay&language=en", "professions", "experts"):
        counts = [sql for sql in queries(client, ROOT + path) if "COUNT(" in sql]
        assert counts
        assert all("LIMIT" in sql for sql in counts)


def test_a_list_without_entries_does_not_load_them(client):
    published_thread()
    rows = queries(client, f"{ROOT}threads")[-1]
    assert '"backstage_qa_publishedthread"."title"' in rows
    assert '"backstage_qa_publishedthread"."entries"' not in rows


@pytest.mark.parametrize("entries", [1, 60])
def test_a_thread_takes_three_queries(client, entries):
    row = published_thread(entries=[EntryFactory() for _ in range(entries)])
    assert len(queries(client, f"{ROOT}threads/{row.pk}")) == 3


@pytest.mark.parametrize("number", [1, 20])
def test_professions_and_experts_cost_the_same_however_many(client, number):
    for _ in range(number):
        profession = ProfessionFactory(family=FamilyFactory())
        ProfessionFactory(locale=locale("fr"), translation_key=profession.translation_key)
        expert = ExpertFactory(professions=[profession, ProfessionFactory()])
        ExpertProfileFactory(expert=expert)
        ExpertProfileFactory(expert=expert, locale=locale("fr"))
    assert len(queries(client, f"{ROOT}professions")) == 4
    assert len(queries(client, f"{ROOT}experts")) == 5
