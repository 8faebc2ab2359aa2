"""Dates in English are written one way, on public pages and in the admin."""

import datetime

from django.utils import translation
from django.utils.formats import date_format, get_format

EVENING = datetime.datetime(2026, 12, 1, 18, 5, tzinfo=datetime.UTC)


def test_an_english_date_begins_with_its_day():
    with translation.override("en"):
        assert date_format(EVENING, "DATE_FORMAT") == "1 December 2026"
        assert date_format(EVENING, "DATETIME_FORMAT").startswith("1 December 2026, ")
        assert date_format(EVENING, "SHORT_DATE_FORMAT") == "01/12/2026"


def test_french_is_django_s_own_and_so_is_what_is_typed():
    with translation.override("fr"):
        assert date_format(EVENING, "DATE_FORMAT") == "1 décembre 2026"
    with translation.override("en"):
        assert "%Y-%m-%d" in get_format("DATE_INPUT_FORMATS")
