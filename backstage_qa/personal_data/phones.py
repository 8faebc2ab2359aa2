"""Telephone numbers, in figures or spelt out."""

import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumberMatcher

from .folding import Folded

# French numbers joined by signs that nobody standardised, the same four times
FRENCH = re.compile(
    r"(?<![\w.,/-])(?:(?:\+|00)\ ?33[ .-]?(?:\(0\)[ .]?)?|0)[1-9]"
    r"([ ./_*·,-]{0,4})\d{2}(?:\1\d{2}){3}(?![\w/])"
)
# As they are written overseas and in Belgium
FRENCH_OF_FOUR = re.compile(r"(?<![\w.,/-])0[1-9]\d{2}([ .-])\d{2}\1\d{2}\1\d{2}(?![\d/])")
# Shapes that leave no doubt, whether or not the number was ever given out
INTERNATIONAL = re.compile(r"(?<![\w+])(?:\+|00)\ ?[1-9]\d{0,2}(?:[ ./-]?\(?\d{1,4}\)?){3,7}(?!\w)")
BRITISH = re.compile(
    r"(?<![\w.,])(?:07\d{9}(?!\w)|(?:\(0\d{2,4}\)|0\d{2,4})(?:[ -]\d{3,4}[ -]?\d{3,4}"
    r"|([ ]?[./*_·,-][ ]?)\d{3,4}\1\d{3,4}|(?<=\d{5})(?:[ -]\d\d){3})(?![\w/]))"
)
AMERICAN = re.compile(r"(?<![\w.,-])(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[.-]\d{4}(?![\w-])")
CALL = re.compile(
    r"\b(?:tel|phone|call|mobile|cell|text|whatsapp|number is|reach|portable)\b[^\n]*$"
)
MONEY = re.compile(r"\s?(?:[€$£%]|euros?\b|eur\b|dollars?\b|k€|keur|habitants|clients|employees)")

REGIONS = ("FR", "BE", "CH", "GB", "US")
UNSPACED_ARE_REFERENCES = ("BE", "CH")  # too short to be told from other figures

FRENCH_WORDS = (
    "zero|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze"
    "|seize|vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante"
)
ENGLISH_WORDS = "zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|nought"
WORD = re.compile(r"[a-z]+")
FIGURE = re.compile(r"\d")
FEWEST_WORDS, FEWEST_FIGURES = 3, 6  # of a number spelt out in part
STEP = r"(?:[ ,.;/-]+|[ -]et[ -])"
ENGLISH_TENS = (
    "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty"
    "|forty|fifty|sixty|seventy|eighty|ninety|hundred"
)
# In words of either language and figures, the zero before all
SPELT = re.compile(
    rf"(?<!\w)(?:zero|oh|double (?:oh|zero)|0(?:\d{{0,4}}|six|sept)|\+ ?\d{{2,3}}|plus{STEP}"
    rf"(?:trente{STEP}trois"
    r"|(?:forty|thirty)[ -](?:four|three)))"
    rf"(?:{STEP}?(?<!\d)\d{{1,4}}(?!\d)|{STEP}(?:{FRENCH_WORDS}|{ENGLISH_WORDS}|{ENGLISH_TENS})"
    rf"(?!\w))"
    r"{4,24}"
)
# Without its zero, after a word for it
SPELT_SHORT = re.compile(
    r"(?:appel\w*|joi(?:ndre|gnable)|numero|\bnum|\btel\w*|portable|mobile)[^.\n\d]{0,20}?(?<!\w)"
    rf"(?P<number>(?:six|sept)(?:{STEP}(?:{FRENCH_WORDS})(?!\w)){{4,16}})"
)
SPELT_ENGLISH = re.compile(
    rf"(?<!\w)(?:{ENGLISH_WORDS})(?:[ ,.-]+(?:{ENGLISH_WORDS})(?!\w)){{6,14}}"
)


# Letters that look like figures, among figures: "o6 12 45 78 o9"
LOOKALIKE = re.compile(r"(?<![\w@.])[o0](?:[ ./-]{0,3}[oli\d]){8,13}(?![\w@])")
FIGURES = str.maketrans("oli", "011")


def phones(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of telephone numbers in the folded text."""
    text = LOOKALIKE.sub(_in_figures, folded.text)
    yield from _dialled(text)
    yield from _spelt(folded.text)


def _in_figures(match: re.Match[str]) -> str:
    is_number = len(re.findall(r"\d", match[0])) > 5
    return match[0].translate(FIGURES) if is_number else match[0]


def _spelt(text: str) -> Iterator[tuple[int, int]]:
    for match in SPELT_ENGLISH.finditer(text):
        yield match.span()
    for match in SPELT.finditer(text):
        words, figures = len(WORD.findall(match[0])), len(FIGURE.findall(match[0]))
        is_mixed = words == FEWEST_WORDS - 1 and figures >= FEWEST_FIGURES
        if words >= FEWEST_WORDS or is_mixed or (words and match[0][0] == "+"):
            yield match.span()
    for match in SPELT_SHORT.finditer(text):
        yield match.span("number")


def _dialled(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (FRENCH, FRENCH_OF_FOUR, BRITISH, AMERICAN):
        for match in pattern.finditer(text):
            yield match.span()
    for match in INTERNATIONAL.finditer(text):
        if 8 <= len(re.findall(r"\d", match[0])) <= 17:
            yield match.span()
    for region in REGIONS:
        for number in PhoneNumberMatcher(text, region, Leniency.VALID):
            if _is_dialled(number.raw_string, region, text, number.start, number.end):
                # A bracket that opens before a whole number is not part of it.
                is_bracketed = number.raw_string.startswith("(") and ")" not in number.raw_string
                yield number.start + is_bracketed, number.end


def _is_dialled(raw: str, region: str, text: str, start: int, end: int) -> bool:
    """Whether these figures are a telephone number, rather than a sum or a reference."""
    before = text[max(0, start - 1) : start]
    if MONEY.match(text, end) or before in tuple("€$£") or before.isalnum():
        return False
    if raw.lstrip("(").startswith(("+", "00")):
        return True
    if region in UNSPACED_ARE_REFERENCES and raw.isdigit():
        return False
    if region == "US":
        return bool(CALL.search(text, max(0, start - 40), start))
    return raw.lstrip("(").startswith("0")
