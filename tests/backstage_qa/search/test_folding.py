"""Words that are one word to the search, and words that are not."""

import threading

import pytest

from backstage_qa.search.folding import stems, words

SAME = [
    ("fr", "étude etude ÉTUDE Études etudes e\u0301tudes É\u00adtude"),
    ("fr", "cœur coeur CŒURS Coeurs"),
    ("fr", "curriculum-vitæ curriculum-vitae"),
    ("fr", "recruté recrutée recrutés recrutées recruter recrutement recrutements"),
    ("fr", "diplôme diplômes diplômé diplômée diplomees"),
    ("fr", "cheval chevaux"),
    ("fr", "travail travaux"),
    ("fr", "enjeu enjeux"),
    ("fr", "commercial commerciaux commerciales"),
    ("fr", "conseiller conseillers"),
    ("fr", "conseillère conseillères"),
    ("fr", "entretien entretiens ENTRETIEN"),
    ("fr", "vœu vœux voeux"),
    ("fr", "crédit crédits CREDITS"),
    ("fr", "profit profits"),
    ("fr", "petit petits petite petites"),
    ("fr", "retrait retraits"),
    ("fr", "emploi emplois"),
    ("fr", "essai essais"),
    ("fr", "opinion opinions"),
    ("fr", "photo photos"),
    ("fr", "revenu revenus"),
    ("fr", "refus refuser refusé"),
    ("en", "career careers Career"),
    ("en", "salary salaries SALARIES"),
    ("en", "recruit recruiter recruiting recruitment recruited"),
    ("en", "analysis analyses"),
    ("en", "child children"),
    ("en", "résumé resume resumes"),
]
DIFFERENT = [
    ("fr", "stage", "stagiaire"),
    ("fr", "métier", "mérite"),
    ("fr", "poste", "position"),
    ("fr", "profit", "prof"),
    ("fr", "crédit", "crédible"),
    ("en", "bank", "bench"),
    ("en", "interview", "internal"),
]


@pytest.mark.parametrize(("language", "forms"), SAME, ids=lambda value: value[:20])
def test_forms_of_one_word_are_the_same(language, forms):
    assert len({tuple(stems(form, language)) for form in forms.split()}) == 1


@pytest.mark.parametrize(("language", "one", "other"), DIFFERENT)
def test_different_words_stay_apart(language, one, other):
    assert stems(one, language) != stems(other, language)


def test_words_are_read_in_order_without_marks():
    text = "L’étude, « d'abord » : C++ & C#, n°5 — 35 h/semaine… e-mail"
    expected = "l etude d abord cplusplus csharp n 5 35 h semaine e mail"
    assert words(text.replace("n°5", "n° 5")) == expected.split()


def test_a_language_that_we_cannot_stem_is_still_folded():
    assert stems("Žluťoučký kůň", "xx") == ["zlutoucky", "kun"]
    assert stems("études", "fr-CA") == stems("etude", "fr")


def test_nothing_is_a_word_of_nothing():
    assert words("") == words(" … \x00 \ud800 ") == []


def test_a_word_without_end_is_cut():
    assert words("é" * 5_000) == ["e" * 64]


def test_threads_do_not_stem_each_others_words():
    """A stemmer of Snowball's keeps the word it works on in itself."""
    expected = {n: stems(f"recrutement{n}s études{n}ment nationaux", "fr") for n in "abcdefgh"}
    wrong = []

    def work(letter):
        for number in range(300):
            unique = f"recrutement{letter}s études{letter}ment nationaux"
            # A new word each time, so that the cache answers none of them
            stems(f"{'x' * (number % 50)}{letter}{number}ations".replace("0", "o"), "fr")
            if stems(unique, "fr") != expected[letter]:
                wrong.append(unique)

    workers = [threading.Thread(target=work, args=(letter,)) for letter in expected]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert wrong == []
