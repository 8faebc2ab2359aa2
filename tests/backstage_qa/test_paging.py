"""Paging by key: our cursors and no others, counts of bounded cost."""

import datetime
from contextlib import suppress
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstage_qa.models import Tag
from backstage_qa.paging import PATTERN, BadCursor, Count, Cursor, NumberCursor, capped_count

MOMENTS = st.datetimes(
    min_value=datetime.datetime(1900, 1, 1),
    max_value=datetime.datetime(9000, 1, 1),
    timezones=st.timezones(),
)


# Everything that fits, and next to nothing that does not
NEARLY = st.text(alphabet="0189-_ \n=١", max_size=24)


@given(MOMENTS, st.integers(1, 10**18 - 1))
def test_a_cursor_is_read_as_it_was_written(at, pk):
    cursor = Cursor.parse(str(Cursor(at, pk)))
    assert (cursor.at, cursor.pk) == (at.astimezone(datetime.UTC), pk)


@given(st.from_regex(PATTERN, fullmatch=True))
def test_whatever_fits_the_pattern_is_a_place_in_every_list(text):
    assert str(NumberCursor.parse(text)) == text
    assert datetime.MINYEAR <= Cursor.parse(text).at.year <= datetime.MAXYEAR


@given(st.text() | NEARLY)
def test_anything_else_is_refused_in_one_way(text):
    with suppress(BadCursor):
        assert str(NumberCursor.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *("1", "1_", "_1", "_", "1_0", "1_-1", "01_1", "-0_1", "+1_1", "1_1_1", "1_١", "1.5_1"),
        *("", "1_1\n", " 1_1", f"{10**18}_1", f"1_{10**18}", "MjAyNg"),
    ],
)
def test_a_cursor_nobody_wrote_is_refused(text):
    with pytest.raises(BadCursor):
        Cursor.parse(text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "expected"),
    [(0, Count(0, False)), (3, Count(3, False)), (4, Count(3, True)), (6, Count(3, True))],
)
def test_a_count_is_exact_up_to_its_limit(settings, django_assert_num_queries, rows, expected):
    settings.BACKSTAGE_QA = {"COUNT_LIMIT": 3}
    Tag.objects.bulk_create(Tag(name=f"tag {n}", slug=f"tag-{n}") for n in range(rows))
    with django_assert_num_queries(1):
        assert capped_count(at_epoch(1), Tag.objects.order_by("name")) == expected


def test_a_count_is_kept_until_something_public_changes(django_assert_num_queries, db):
    def counted(epoch):
        return capped_count(at_epoch(epoch), Tag.objects.order_by("name")).number

    with django_assert_num_queries(1):
        assert (counted(1), counted(1)) == (0, 0)
    Tag.objects.create(name="pay", slug="pay")
    assert (counted(1), counted(2)) == (0, 1)
    assert capped_count(at_epoch(2), Tag.objects.filter(slug="other")).number == 0
    assert capped_count(at_epoch(2), Tag.objects.none()).number == 0


def at_epoch(number):
    """What a request has, once its ETag was made."""
    return SimpleNamespace(backstage_epoch=number)
