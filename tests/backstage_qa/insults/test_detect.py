"""Insults are pointed out, whatever their disguise; words that only look like them are not."""

import pytest

from backstage_qa.insults.detect import find
from tests.backstage_qa.insults.scored import LANGUAGES, score, sentences


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labelled_sentences_are_told_apart(language):
    assert sum(insults for insults, _ in sentences(language)) >= 50
    assert sum(not insults for insults, _ in sentences(language)) >= 45
    recall, precision, mistakes = score(language)
    assert recall >= 0.95, mistakes
    assert precision >= 0.95, mistakes


@pytest.mark.parametrize(
    ("text", "insult"),
    [
        ("So, C0NN4RD, why?", "C0NN4RD"),
        ("Vous êtes des enculés, voilà.", "enculés"),
        ("A f*cking joke", "f*cking"),
        ("w a n k e r !", "w a n k e r"),
        ("Bande  de\ncons !", "Bande  de\ncons"),
    ],
)
def test_it_says_where_they_stand(text, insult):
    start = text.index(insult)
    assert find(text) == [(start, start + len(insult))]


def test_nothing_takes_long_however_it_is_written():
    assert find("*" * 5_000 + "a." * 5_000 + "shi" * 3_000) == []
