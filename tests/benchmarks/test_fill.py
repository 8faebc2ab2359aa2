"""What is measured is what readers get: bulk rows are like those that editors published."""

import pytest

from backstage_qa.models import PublishedThread, SearchDocument
from benchmarks import fill, texts
from tests.factories import published_thread

pytestmark = pytest.mark.django_db


def test_rows_are_like_those_of_a_publication(client):
    published = published_thread()
    assert fill.fill(11) == 10
    rows = PublishedThread.objects.public().exclude(pk=published.pk)
    assert rows.count() == 10
    for row in rows:
        assert [set(entry) for entry in row.entries] == [set(published.entries[0])] * 7
        assert row.entry_count == 1 + fill.REPLIES
        assert {p["slug"] for p in row.profession_list} == {p.slug for p in row.professions.all()}
        assert {t["slug"] for t in row.tag_list} == {t.slug for t in row.tags.all()}
        assert {e["expert"] for e in row.entries} - {None} == {e.pk for e in row.experts.all()}
        assert row.thread.live
    assert SearchDocument.objects.count() == 11
    row = rows.first()
    assert client.get(row.get_absolute_url()).status_code == 200


def test_filling_goes_on_where_it_stopped():
    fill.fill(4)
    before = set(PublishedThread.objects.values_list("pk", "title"))
    assert fill.fill(4) == 0
    assert fill.fill(9) == 5
    assert before < set(PublishedThread.objects.values_list("pk", "title"))
    assert len(set(PublishedThread.objects.values_list("title", "language"))) == 9


def test_the_words_that_are_searched_for_are_as_rare_as_they_say():
    found = [texts.rare_words(number) for number in range(10_000)]
    assert sum(texts.ONE_IN_HUNDRED in words for words in found) == 100
    assert sum(texts.ONE_IN_THOUSAND in words for words in found) == 10
