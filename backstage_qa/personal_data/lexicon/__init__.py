"""Words that tell a name from what only looks like one, a file a list, folded as texts are.

First names and surnames are those of Faker's providers, all countries together, and some more that
its lists lack (MIT); ordinary words are those of ``an-array-of-french-words`` and
``an-array-of-english-words`` (MIT) that are in use by the frequencies of ``pyspellchecker`` (MIT).
"""

from functools import cache
from importlib import resources

SAINTS = frozenset({"saint", "sainte", "st", "ste", "notre"})


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list, read when it is first asked for."""
    file = resources.files(__name__) / f"{name}.txt"
    return frozenset(file.read_text(encoding="utf-8").split("\n")) - {""}


def is_first_name(word: str) -> bool:
    """Whether people are called so, and nothing else is: of "jean-luc", both parts."""
    return any(part in words("first_names") for part in word.split("-")) and (
        may_be_first_name(word)
    )


def may_be_first_name(word: str) -> bool:
    """Whether some people are called so, even where it is a word like another."""
    lists = ("first_names", "rare_first_names", "names_that_are_words")
    return all(any(part in words(name) for name in lists) for part in word.split("-"))


def is_surname(word: str) -> bool:
    return any(part in words("surnames") for part in word.split("-"))


def is_ordinary(word: str) -> bool:
    """Whether it is a word of either language that names nobody by itself."""
    return word in words("ordinary_words") or (
        "-" in word
        and all(len(part) < 3 or part in words("ordinary_words") for part in word.split("-"))
    )


def is_no_person(word: str) -> bool:
    """Whether it names a place, an employer, a product, a nationality or a day."""
    first = word.partition("-")[0]
    return (
        word in words("not_people")
        or word in SAINTS - {"st"}
        or (first != word and (first in words("not_people") or first in SAINTS))
    )
