"""What of a title stands in an address."""

import pytest

from backstage_qa.addresses import slug_of


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("<i>O'Neil</i>", "oneil"),
        ("Is a < b, and b > c?", "is-a-b-and-b-c"),
        ("L’entretien d’embauche : et après ?", "lentretien-dembauche-et-apres"),
        ("Œuvres, cœur, Ægide, Straße", "oeuvres-coeur-aegide-strasse"),
        ("日本", "question"),
        ("a" * 79 + " b", "a" * 79),
    ],
)
def test_its_words_and_never_its_tags(words, slug):
    assert slug_of(words, otherwise="question") == slug
