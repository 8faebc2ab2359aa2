"""Telephone numbers, in figures or spelt out."""

import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumberMatcher

from .folding import Folded

# French numbers joined by signs that nobody standardised, the same four times
FRENCH = re.compile(
    r"(?<![\w.,/-])(?:(?:\+|00)\ ?33[ .-]?(?:\(0\)[ .]?)?|0)[1-9]"
    r"([ ./_*-]{0,4})\d{2}(?:\1\d{2}){3}(?![\w/])"
)
# As they are written overseas and in Belgium
FRENCH_OF_FOUR = re.compile(r"(?<![\w.,/-])0[1-9]\d{2}([ .-])\d{2}\1\d{2}\1\d{2}(?![\d/])")
# Shapes that leave no doubt, whether or not the number was ever given out
INTERNATIONAL = re.compile(r"(?<![\w+])(?:\+|00)\ ?[1-9]\d{0,2}(?:[ ./-]?\(?\d{1,4}\)?){3,7}(?!\w)")
BRITISH = re.compile(r"(?<![\w.,])(?:\(0\d{2,4}\)|0\d{2,4})[ -]\d{3,4}[ -]?\d{3,4}(?![\w/])")
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
FEWEST_WORDS = 3  # of a number spelt out in French; the rest may be figures
STEP = r"(?:[ ,.;/-]+|[ -]et[ -])"
SPELT_FRENCH = re.compile(
    rf"(?<!\w)(?:zero|0(?:\d|six|sept)?|plus{STEP}trente{STEP}trois)"
    rf"(?:{STEP}?(?<!\d)\d{{1,2}}(?!\d)|{STEP}(?:{FRENCH_WORDS})(?!\w)){{5,24}}"
)
ZERO = re.compile(r"zero[ -](?:un|deux|trois|quatre|cinq|six|sept|neuf)\b|0(?:six|sept)\b")
# Without its zero, after a word for it
SPELT_SHORT = re.compile(
    r"(?:appel\w*|joi(?:ndre|gnable)|numero|\bnum|\btel\w*|portable|mobile)[^.\n\d]{0,20}?(?<!\w)"
    rf"(?P<number>(?:six|sept)(?:{STEP}(?:{FRENCH_WORDS})(?!\w)){{4,16}})"
)
ENGLISH_TENS = (
    "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty"
    "|forty|fifty|sixty|seventy|eighty|ninety|hundred"
)
SPELT_ENGLISH_TENS = re.compile(
    r"(?<!\w)(?:zero|oh|double oh|double zero|plus (?:forty|thirty)[ -](?:four|three)|0\d{2,4})"
    rf"(?:[ ,.-]+(?:{ENGLISH_WORDS}|{ENGLISH_TENS})(?!\w)){{4,16}}"
)
SPELT_ENGLISH = re.compile(
    rf"(?<!\w)(?:{ENGLISH_WORDS})(?:[ ,.-]+(?:{ENGLISH_WORDS})(?!\w)){{6,14}}"
)


def phones(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of telephone numbers in the folded text."""
    for pattern in (FRENCH, FRENCH_OF_FOUR, BRITISH, AMERICAN, SPELT_ENGLISH, SPELT_ENGLISH_TENS):
        for match in pattern.finditer(folded.text):
            yield match.span()
    for match in SPELT_FRENCH.finditer(folded.text):
        if ZERO.match(match[0]) or len(WORD.findall(match[0])) >= FEWEST_WORDS:
            yield match.span()
    for match in SPELT_SHORT.finditer(folded.text):
        yield match.span("number")
    for match in INTERNATIONAL.finditer(folded.text):
        if 8 <= len(re.findall(r"\d", match[0])) <= 17:
            yield match.span()
    for region in REGIONS:
        for number in PhoneNumberMatcher(folded.text, region, Leniency.VALID):
            if _is_dialled(number.raw_string, region, folded.text, number.start, number.end):
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
