"""Paging by key: our cursors and no others, counts of bounded cost."""

import base64
import datetime
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstage_qa.models import Tag
from backstage_qa.paging import BadCursor, Count, Cursor, capped_count

MOMENTS = st.datetimes(
    min_value=datetime.datetime(1900, 1, 1),
    max_value=datetime.datetime(9000, 1, 1),
    timezones=st.timezones(),
)


def encode(raw: str) -> str:
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


@given(MOMENTS, st.integers(1, 2**63 - 1))
def test_a_cursor_is_read_as_it_was_written(at, pk):
    cursor = Cursor.parse(str(Cursor(at, pk)))
    assert (cursor.at, cursor.pk) == (at.astimezone(datetime.UTC), pk)


@given(st.text() | st.text(alphabet="abcdefXYZ0189-_=|+:").map(encode))
def test_anything_else_is_refused_in_one_way(text):
    with suppress(BadCursor):
        assert str(Cursor.parse(text)) == text


@pytest.mark.parametrize(
    "raw",
    [
        "2026-01-01T00:00:00+00:00|0",
        "2026-01-01T00:00:00+00:00|-1",
        "2026-01-01T00:00:00+00:00|1_0",
        "2026-01-01T00:00:00+00:00| 1",
        "2026-01-01T00:00:00+00:00|١",
        f"2026-01-01T00:00:00+00:00|{2**63}",
        "2026-01-01T00:00:00|1",
        "2026-01-01T01:00:00+01:00|1",
        "0001-01-01T00:00:00+23:59|1",
        "9999-12-31T23:59:59-23:59|1",
        "2026-01-01|1",
        "2026-01-01T00:00:00+00:00",
        "||",
        "",
    ],
)
def test_a_cursor_nobody_wrote_is_refused(raw):
    with pytest.raises(BadCursor):
        Cursor.parse(encode(raw))


@pytest.mark.parametrize("disguise", ["{}=", "{}!", " {}", "{}\n", "é{}"])
def test_a_cursor_is_read_in_one_spelling_only(disguise):
    cursor = str(Cursor(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), 1))
    with pytest.raises(BadCursor):
        Cursor.parse(disguise.format(cursor))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "expected"),
    [(0, Count(0, False)), (3, Count(3, False)), (4, Count(3, True)), (6, Count(3, True))],
)
def test_a_count_is_exact_up_to_its_limit(settings, django_assert_num_queries, rows, expected):
    settings.BACKSTAGE_QA = {"COUNT_LIMIT": 3}
    Tag.objects.bulk_create(Tag(name=f"tag {n}", slug=f"tag-{n}") for n in range(rows))
    with django_assert_num_queries(1):
        assert capped_count(Tag.objects.order_by("name")) == expected
