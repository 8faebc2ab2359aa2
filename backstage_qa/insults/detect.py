"""Finding insults in French and English, disguises included. A person decides what they are."""

import re
from functools import cache

from ..personal_data.folding import Folded
from . import english, french

# What stands for a letter; a star for any but the first and the last.
LOOKALIKES = {
    "a": "a4@",
    "b": "b8",
    "c": "ck",
    "e": "e3€",
    "g": "g9",
    "i": "i1!|",
    "k": "kc",
    "l": "l1|",
    "o": "o0",
    "s": "s5$z",
    "t": "t7+",
    "u": "uv",
}
BEGINS = r"(?<![a-z0-9])"
ENDS = r"(?![a-z0-9])"
SPELT_OUT = 4  # letters, from which a word is found spelt out by spaces, too


def find(text: str) -> list[tuple[int, int]]:
    """Where insults stand in a text: (start, end), in order and without overlaps."""
    folded = Folded(text)
    spans = sorted(
        folded.span(*match.span())
        for pattern in _patterns()
        for match in pattern.finditer(folded.text)
    )
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


@cache
def _patterns() -> list[re.Pattern[str]]:
    made = []
    for language in (french, english):
        words = "|".join(map(_disguised, language.WORDS))
        made.append(re.compile(f"{BEGINS}(?:{words}){language.ENDINGS}{ENDS}"))
        spelt = (" ".join(word) for word in language.WORDS if len(word) >= SPELT_OUT)
        made.append(re.compile(f"{BEGINS}(?:{'|'.join(spelt)}){ENDS}"))
        phrases = "|".join(phrase.replace(" ", r"\s+") for phrase in language.PHRASES)
        made.append(re.compile(f"{BEGINS}(?:{phrases}){ENDS}"))
    return made


def _disguised(word: str) -> str:
    """A word with letters repeated, replaced by what looks like them, or kept apart by signs."""
    letters = [_letter(letter, 0 < place < len(word) - 1) for place, letter in enumerate(word)]
    return r"[._*~-]{0,2}?".join(letters)


def _letter(letter: str, may_be_star: bool) -> str:
    star = "*" if may_be_star else ""
    return f"[{re.escape(LOOKALIKES.get(letter, letter) + star)}]+"
