"""Days are written as each language writes them."""

import datetime
import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils import translation

from backstage_qa.dates import day_in_words

ROOT = Path(__file__).parents[2]
PROSE = re.compile(r'\|date:"([^"]*j F|DATE_FORMAT|DATETIME_FORMAT)')
FIRST, SECOND = datetime.date(2026, 12, 1), datetime.date(2026, 12, 2)


@pytest.mark.parametrize(
    ("language", "day", "pattern", "words"),
    [
        ("fr", FIRST, "l j F", "mardi 1er décembre"),
        ("fr", FIRST, "j F Y", "1er décembre 2026"),
        ("fr", FIRST, "DATE_FORMAT", "1er décembre 2026"),
        ("fr-ca", FIRST, "j F", "1er décembre"),
        ("fr", SECOND, "l j F", "mercredi 2 décembre"),
        ("fr", datetime.date(2026, 12, 11), "j F", "11 décembre"),
        ("en", FIRST, "l j F", "Tuesday 1 December"),
    ],
)
def test_the_first_of_a_month(language, day, pattern, words):
    with translation.override(language):
        assert day_in_words(day, pattern) == words


def test_in_a_template_the_day_is_the_sites():
    late = datetime.datetime(2026, 11, 30, 23, 30, tzinfo=datetime.UTC)  # past midnight in Paris
    template = Template('{% load backstage_tags %}{{ at|day_in_words:"j F" }}')
    with translation.override("fr"):
        assert template.render(Context({"at": late})) == "1er décembre"


def test_no_template_writes_a_day_otherwise():
    templates = [*ROOT.glob("backstage_qa/templates/**/*"), *ROOT.glob("templates/**/*")]
    files = [path for path in templates if path.is_file()]
    assert len(files) > 100
    assert [str(path) for path in files if PROSE.search(path.read_text())] == []
