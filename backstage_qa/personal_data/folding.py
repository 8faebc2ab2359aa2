"""One plain form of a text, so that no disguise of a character hides anything from a detector."""

import re
import unicodedata

INVISIBLE = re.compile(r"[\u00ad\u180e\u200b-\u200f\u2060-\u2064\u20e3\ufe00-\ufe0f\ufeff]")
DASHES = dict.fromkeys("‐‑‒–—―−", "-")
QUOTES = dict.fromkeys("’‘ʼ`´", "'")
SPACES = dict.fromkeys("\u00a0\u202f\u2009\u2007\u3000\t", " ")
LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"}
# Greek and Cyrillic letters that stand for Latin ones in a disguise
ALIKE = dict(
    zip(
        "аеорсхуіѕјкмтвнԁԛԝһΑΒΕΗΙΚΜΝΟΡΤΥΧοικνρυ",
        "aeopcxyisjkmtbhdqwhabehikmnoptyxoiknpu",
        strict=True,
    )
)
PLAIN = {**DASHES, **QUOTES, **SPACES, **LETTERS, "。": ".", "｡": "."}


class Folded:
    """A text in lower case, without accents, invisible or full-width characters.

    ``text`` is what detectors read; ``span`` leads back to the original.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        characters: list[str] = []
        self._origins: list[int] = []
        for index, character in enumerate(original):
            for letter in plain(_latin(character)):
                characters.append(letter)
                self._origins.append(index)
        self.text = "".join(characters)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a non-empty slice of ``text`` stands in the original."""
        last = self._origins[end - 1] + 1
        while last < len(self.original) and _clings(self.original[last]):
            last += 1
        return self._origins[start], last

    def source(self, start: int, end: int) -> str:
        """The original of a non-empty slice of ``text``."""
        first, last = self.span(start, end)
        return self.original[first:last]


def _latin(character: str) -> str:
    """The Latin letter that a Greek or Cyrillic one looks like, small or capital."""
    return ALIKE.get(character) or ALIKE.get(character.lower(), character)


def _clings(character: str) -> bool:
    """Whether it belongs to the character before it: an accent, the frame of a key."""
    return bool(unicodedata.combining(character)) or character in "\ufe0f\u20e3"


def plain(character: str) -> str:
    """A character in lower case, without accent or ligature; "" for what nobody sees."""
    if character.isascii():
        return PLAIN.get(character, character.lower())
    if (lower := character.lower()) in PLAIN:
        return PLAIN[lower]
    if INVISIBLE.match(character):
        return ""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    decomposed = unicodedata.normalize("NFKD", character.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def fold(text: str) -> str:
    """The plain form alone."""
    return Folded(text).text
