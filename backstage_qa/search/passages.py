"""Marking what was found, in the public text as it is read: accents, capitals and all."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ..personal_data.folding import plain
from .folding import SPELT_OUT, stems, words
from .query import BOUNDARY, Query, Term

LENGTH = 240  # characters of a passage
BEFORE = 60  # of them before the first mark
# An inflection may differ from its stem in the last letters: "studies", "studi".
UNSURE = 2
BETWEEN = r"[\W_]+"

Span = tuple[int, int]


@cache
def _variants() -> dict[str, str]:
    """Letters with their accented forms, and pairs of letters with their ligatures."""
    forms: dict[str, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        if letter == letter.lower() and (folded := plain(letter)):
            forms[folded] = forms.get(folded, "") + letter
    return forms


@cache
def _beginning(stem: str) -> str:
    """A pattern of how a word of this stem begins, however it is written."""
    forms, sure, pattern, index = _variants(), max(len(stem) - UNSURE, 1), "", 0
    while index < sure:
        letter, pair = stem[index], stem[index : index + 2]
        one = f"[{letter}{forms.get(letter, '')}]"
        if len(pair) == 2 and pair in forms:
            # The ligature stands for both letters, sure or not
            rest = f"{one}[{pair[1]}{forms.get(pair[1], '')}]"
            pattern += f"(?:{rest}|[{forms[pair]}])"
            index += 2
        else:
            pattern += one
            index += 1
    return pattern


@cache
def _signs(language: str) -> dict[str, str]:
    """How names are written that are searched for spelt out, by their stems."""
    spelt = {"c" + sign: stems(f"c{sign}", language)[0] for sign in SPELT_OUT}
    return {found: re.escape(name) for name, found in spelt.items()}


def _pattern(term: Term, language: str) -> re.Pattern[str]:
    signs = _signs(language)
    spelt = BETWEEN.join(signs.get(stem, rf"{_beginning(stem)}[^\W_]*") for stem in term.stems)
    return re.compile(rf"(?<![^\W_]){spelt}", re.IGNORECASE)


class Marker:
    """Marks the words of a query in texts of its language."""

    def __init__(self, query: Query, language: str) -> None:
        self.language = language
        terms = [term for term in (*query.every, *query.some) if term.stems != (BOUNDARY,)]
        self.terms = [(term, _pattern(term, language)) for term in terms]

    def marked(self, text: str) -> SafeString:
        """The whole text as HTML."""
        text = unicodedata.normalize("NFC", text)
        return _html(text, _united(self._spans(text)))

    def passage(self, texts: Iterable[str]) -> SafeString:
        """Where the most of the query is said first, as HTML; "" where none is."""
        best: tuple[int, str, list[tuple[int, Span]]] = (0, "", [])
        for text in texts:
            text = unicodedata.normalize("NFC", text)
            spans = self._spans(text)
            said = len({number for number, _ in spans})
            if said > best[0]:
                best = (said, text, spans)
            if said == len(self.terms):
                break
        _, text, spans = best
        return _cut(text, _united(spans)) if spans else mark_safe("")

    def _spans(self, text: str) -> list[tuple[int, Span]]:
        """Where each term stands, with the term's number."""
        return [
            (number, match.span())
            for number, (term, pattern) in enumerate(self.terms)
            for match in pattern.finditer(text)
            if self._is(term, match[0])
        ]

    def _is(self, term: Term, text: str) -> bool:
        if term.is_prefix:
            return words(text)[-1].startswith(term.stems[-1])
        return tuple(stems(text, self.language)) == term.stems


def _united(spans: list[tuple[int, Span]]) -> list[Span]:
    """In order, without overlaps."""
    united: list[Span] = []
    for start, end in sorted(span for _, span in spans):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def _cut(text: str, spans: list[Span]) -> SafeString:
    """The part of a text around its first span, from word to word."""
    start = max(spans[0][0] - BEFORE, 0)
    if start:
        start = text.find(" ", start, spans[0][0]) + 1 or spans[0][0]
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", spans[0][1], end), spans[0][1])
    inside = [(a - start, b - start) for a, b in spans if b <= end]
    html = _html(text[start:end], inside)
    return format_html("{}{}{}", "… " if start else "", html, " …" if end < len(text) else "")


def _html(text: str, spans: list[Span]) -> SafeString:
    parts, position = [], 0
    for start, end in spans:
        parts += [conditional_escape(text[position:start])]
        parts += [format_html("<mark>{}</mark>", text[start:end])]
        position = end
    return mark_safe("".join([*parts, conditional_escape(text[position:])]))
