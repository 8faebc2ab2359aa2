"""What is understood of what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstage_qa.search.query import (
    BOUNDARY,
    MAX_TERMS,
    Query,
    Term,
    alike,
    parse,
    parse_unfinished,
)


def every(text, language="fr") -> list[tuple]:
    return [term.stems for term in parse(text, language).every]


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("banque paris", [("banqu",), ("paris",)]),
        ("Comment se passe l’entretien ?", [("pass",), ("entretien",)]),
        ('"dans la banque"', [("dan", "la", "banqu")]),
        ("« la banque »", [("la", "banqu")]),
        ("“la banque” paris", [("la", "banqu"), ("paris",)]),
        ("porte-monnaie", [("port", "monnai")]),
        ("d'abord", [("abord",)]),
        ("banque banques BANQUE", [("banqu",)]),
        ("comment", [("comment",)]),
        ("qui est-ce", [("qui",), ("est", "ce")]),
        ('"', []),
        ('""', []),
        ('- -- -"" \' * ( ) : ^ ? \\ \x00', []),
        ("", []),
    ],
)
def test_what_is_searched_for(typed, understood):
    assert every(typed) == understood


def test_what_is_not_wanted():
    query = parse('banque -paris -"la défense" -', "fr")
    assert [term.stems for term in query.every] == [("banqu",)]
    assert [term.stems for term in query.none] == [("paris",), ("la", "defens")]


def test_only_what_is_not_wanted_is_all_the_rest():
    assert parse("-paris", "fr") == Query(every=(Term((BOUNDARY,)),), none=(Term(("paris",)),))


def test_a_possessive_is_its_noun_except_in_quotes():
    assert every("the employer's managers’, don't", "en") == [("employ",), ("manag",), ("don", "t")]
    assert every('"employer\'s"', "en") == [("employ", "s")]


def test_a_hyphen_within_a_word_refuses_nothing():
    assert parse("sous-traitance e-mail", "fr").none == ()


def test_the_last_word_may_go_on_until_a_space_ends_it():
    assert parse_unfinished("études de mar", "fr").every == (
        Term(("etud",)),
        Term(("mar",), is_prefix=True),
    )
    assert parse_unfinished("marchés ", "fr").every == (Term(("march",)),)
    assert not parse_unfinished("ma", "fr")
    assert not parse_unfinished("", "fr")
    assert not parse_unfinished("de la ", "fr")


def test_what_is_alike_shares_a_telling_word():
    assert {term.stems for term in alike("Comment sont les salaires ?", "fr").some} == {("salair",)}
    assert not alike("comment et pourquoi", "fr")


@given(st.text(max_size=400), st.sampled_from(["fr", "en", "xx"]))
def test_whatever_is_typed_is_a_bounded_query_of_plain_words(text, language):
    for query in (
        parse(text, language),
        parse_unfinished(text, language),
        alike(text, language),
    ):
        terms = [*query.every, *query.none, *query.some]
        assert len(terms) <= 2 * MAX_TERMS
        assert all(stem.isalnum() for term in terms for stem in term.stems)
