"""Numbers read aloud: figures and the words for them, in either language and mixed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


UNITS = _words(
    "zero oh o nought un une deux trois quatre cinq six sept huit neuf"
    " one two three four five seven eight nine"
)
TEENS = _words(
    "dix onze douze treize quatorze quinze seize ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
TENS = _words(
    "vingt vingts trente quarante cinquante soixante septante huitante octante nonante"
    " twenty thirty forty fifty sixty seventy eighty ninety"
)
TIMES = {"double": 2, "triple": 3}
NONE: frozenset[str] = frozenset()
AFTER_TEN = frozenset({"sept", "huit", "neuf"})
# They say only how what stands beside them is read.
SILENT = frozenset({"et", "and", "plus"})
HUNDREDS = frozenset({"hundred", "cent"})
ENGLISH = _words("oh nought one two three four five seven eight nine double triple")
ZEROS = frozenset({"zero", "oh", "o", "nought"})
CODES = frozenset({"plus", "double"})
WORDS = "|".join(sorted({*UNITS, *TEENS, *TENS, *TIMES, *SILENT, *HUNDREDS}))
PART = rf"(?:\d{{1,8}}(?!\d)|(?<![^\W\d_])(?:{WORDS})(?![^\W\d_])|\+ ?\d{{1,3}})"
STEP = r"[ ,.;/_*-]{0,3}"
RUN = re.compile(rf"(?<![\w.,]){PART}(?:{STEP}{PART}){{2,27}}(?![^\W_])")
PARTS = re.compile(PART)


@dataclass(frozen=True)
class Part:
    """A word or some figures, where they stand, and how many figures they add."""

    text: str
    start: int
    end: int
    figures: int


@dataclass(frozen=True)
class Run:
    """Parts of one number, in a row."""

    parts: tuple[Part, ...]

    @property
    def span(self) -> tuple[int, int]:
        return self.parts[0].start, self.parts[-1].end

    @property
    def words(self) -> int:
        return sum(part.text.isalpha() and part.text not in SILENT for part in self.parts)

    @property
    def figures(self) -> int:
        return sum(part.figures for part in self.parts)

    @property
    def is_english(self) -> bool:
        return any(part.text in ENGLISH for part in self.parts)

    @property
    def is_of_units(self) -> bool:
        return all(part.text in UNITS or part.text in TIMES for part in self.parts)

    @property
    def has_zero_first(self) -> bool:
        first = self.parts[0].text
        return first in ZEROS | CODES or first[0] in "0+"

    def from_zero(self) -> "Run":
        """Without what stands before the zero with which a telephone number begins."""
        starts = (i for i, part in enumerate(self.parts) if Run((part,)).has_zero_first)
        return Run(self.parts[next(starts, 0) :])

    def cut(self, figures: int) -> "Run":
        """Its first parts, if they make just this many figures; else all of it.

        A number with the code of its country has as many as it has.
        """
        if self.parts[0].text in CODES or self.parts[0].text.startswith(("+", "00")):
            return self
        totals = list(accumulate(part.figures for part in self.parts))
        if self.figures > figures and figures in totals:
            last = len(totals) - 1 - totals[::-1].index(figures)
            return Run(self.parts[: last + 1])
        return self


def runs(text: str) -> Iterator[Run]:
    """Numbers of at least three parts, one of them a word, in the folded text."""
    for match in RUN.finditer(text):
        run = Run(_counted(text, *match.span()))
        if run.parts and run.words:
            yield run


def _counted(text: str, start: int, end: int) -> tuple[Part, ...]:
    """With what each part adds: nothing, where it only completes the one before it."""
    counted: list[Part] = []
    completing, times = NONE, 1
    for match in PARTS.finditer(text, start, end):
        word = match[0]
        if "," in text[max(start, match.start() - 2) : match.start()]:
            completing = NONE
        figures = 0 if word in completing else times * _figures(word, counted)
        if word not in SILENT:
            completing = _completing(word, counted)
        times = TIMES.get(word, 1)
        counted.append(Part(word, *match.span(), figures))
    while counted and counted[-1].text in SILENT:
        counted.pop()
    return tuple(counted)


def _is_four_score(word: str, before: list[Part]) -> bool:
    return word.startswith("vingt") and bool(before) and before[-1].text == "quatre"


def _figures(word: str, before: list[Part]) -> int:
    if word in UNITS or _is_four_score(word, before):
        return 1
    is_two = word in TEENS or word in TENS or word in HUNDREDS
    return 2 if is_two else sum(map(str.isdigit, word))


def _completing(word: str, before: list[Part]) -> frozenset[str]:
    """What may follow as the rest of the same number."""
    if word in TENS:
        is_long = word == "soixante" or _is_four_score(word, before)
        return (UNITS | TEENS if is_long else UNITS) - ZEROS
    return AFTER_TEN if word == "dix" else NONE
