"""Marks stand around what was found, in text that stays what it was and runs nowhere."""

import re
import unicodedata
from html import unescape

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from backstage_qa.search.passages import LENGTH, Marker
from backstage_qa.search.query import parse, parse_unfinished


def marked(query: str, text: str, language: str = "fr") -> str:
    return Marker(parse(query, language), language).marked(text)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("etudes", "L’Étude, les ÉTUDES.", "L’<mark>Étude</mark>, les <mark>ÉTUDES</mark>."),
        ("étude", "e\u0301tude", "<mark>étude</mark>"),
        ("coeur", "Le cœur", "Le <mark>cœur</mark>"),
        ("œuvres", "Une oeuvre", "Une <mark>oeuvre</mark>"),
        ("cheval", "Des chevaux", "Des <mark>chevaux</mark>"),
        ("recrute", "un recrutement, recruté", "un <mark>recrutement</mark>, <mark>recruté</mark>"),
        ("stage", "un stagiaire en stage", "un stagiaire en <mark>stage</mark>"),
        ('"la banque"', "la ville, La  Banque", "la ville, <mark>La  Banque</mark>"),
        ("banque -ville", "banque ou ville", "<mark>banque</mark> ou ville"),
        ("banque", "interbanque banques", "interbanque <mark>banques</mark>"),
        ("-stage", "sans marque", "sans marque"),
        ("banque", "", ""),
        ("c++ C#", "C++11, (C#) c", "<mark>C++</mark>11, (<mark>C#</mark>) c"),
        ('"en c++"', "Objective-C++ en C++.", "Objective-C++ <mark>en C++</mark>."),
    ],
)
def test_what_matched_is_marked_as_it_is_written(query, text, expected):
    assert marked(query, text) == expected


def test_english_inflections_are_marked_too():
    assert marked("study", "Studies study.", "en") == "<mark>Studies</mark> <mark>study</mark>."


def test_an_unfinished_word_is_marked_where_all_of_it_is_typed():
    marker = Marker(parse_unfinished("étud", "fr"), "fr")
    assert marker.marked("Étudier et été") == "<mark>Étudier</mark> et été"


def test_what_stands_in_the_text_is_text():
    text = "<script>alert('banque')</script> & <b>banques</b>"
    html = marked("banque script alert", text)
    assert unescape(re.sub("</?mark>", "", html)) == text
    assert "<script" not in html
    assert "<mark>banques</mark>" in html


def test_a_passage_is_short_and_around_what_was_found():
    text = "Au début. " * 60 + "Puis <la> banque de Paris & rien. " + "À la fin. " * 60
    passage = Marker(parse("paris", "fr"), "fr").passage([text])
    plain = unescape(re.sub("</?mark>", "", passage))
    assert plain.startswith("… ")
    assert plain.endswith(" …")
    assert plain.strip("… ") in text
    assert len(plain) <= LENGTH + 4
    assert "&lt;la&gt; banque de <mark>Paris</mark> &amp; rien." in passage


def test_the_passage_that_says_the_most_is_shown_answers_before_questions():
    marker = Marker(parse("banque paris", "fr"), "fr")
    assert marker.passage(["La banque", "Paris et la banque", "Banque, Paris"]).startswith(
        "<mark>P"
    )
    assert marker.passage(["Rien", "La banque", "Paris"]) == "La <mark>banque</mark>"
    assert marker.passage(["Rien"]) == ""
    assert marker.passage([]) == ""


PIECES = ["banque", "banques", "Études", "cœur", "l’étude", "x", "<b>", "&"]
words = st.lists(st.sampled_from(PIECES))


@given(words.map(" ".join) | st.text(), st.sampled_from(["banque", "etude", "coeur b", "x", "é"]))
def test_marking_changes_no_text(text, query):
    whole = unicodedata.normalize("NFC", text)
    assert re.sub("</?mark>", "", marked(query, text)) == escape(whole)
    passage = Marker(parse(query, "fr"), "fr").passage([text])
    plain = unescape(re.sub("</?mark>", "", passage)) if "&" not in text else ""
    assert plain.removeprefix("… ").removesuffix(" …") in whole or "&" in text


def test_a_text_that_repeats_itself_does_not_hold_up_the_page():
    """No pattern of ours may run away: 200,000 letters that almost match."""
    text = "entretienentretien" * 10_000 + " " + "e " * 50_000
    assert marked('"e e e e e e e e e e e e x" entretien', text).count("<mark>") == 0
