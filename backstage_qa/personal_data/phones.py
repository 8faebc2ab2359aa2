"""Telephone numbers, in figures or spelt out."""

import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumberMatcher

from .folding import Folded
from .spoken import runs

# French numbers joined by signs that nobody standardised, the same four times
FRENCH = re.compile(
    r"(?<![\w.,/-])(?:(?:\+|00)\ ?33[ .-]?(?:\(0\)[ .]?)?|0)[1-9]"
    r"([ ./_*·,:~|-]{0,4})\d{2}(?:\1\d{2}){3}(?![\w/])"
)
# As they are written overseas and in Belgium
FRENCH_OF_FOUR = re.compile(r"(?<![\w.,/-])0[1-9]\d{2}([ .-])\d{2}\1\d{2}\1\d{2}(?![\d/])")
WRAPPED = re.compile(r"(?<=\d\d)\n(?=\d\d)")
# Shapes that leave no doubt, whether or not the number was ever given out
INTERNATIONAL = re.compile(r"(?<![\w+])(?:\+|00)\ ?[1-9](?:[ ./-]?(?:\(\d{1,4}\)|\d)){3,16}(?!\w)")
BRACKETED_ZERO = re.compile(r"(?<![\w)])\(0\) ?[1-9](?:[ .-]?\d){8,9}(?![\w/])")
BRITISH = re.compile(
    r"(?<![\w.,])(?:07\d{9}(?!\w)|(?:\(0\d{2,4}\)|0\d{2,4})(?:[ -]\d{3,4}[ -]?\d{3,4}"
    r"|([ ]?[./*_·,-][ ]?)\d{3,4}\1\d{3,4}|(?<=\d{5})(?:[ -]\d\d){3})(?![\w/]))"
)
AMERICAN = re.compile(r"(?<![\w.,-])(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[.-]\d{4}(?![\w-])")
CALL = re.compile(
    r"\b(?:tel|phone|call|mobile|cell|text|whatsapp|number is|reach|portable)\b[^\n]*$"
)
MONEY = re.compile(r"\s?(?:[€$£%]|euros?\b|eur\b|dollars?\b|k€|keur|habitants|clients|employees)")
COUNTED = re.compile(r" (?:months?|years?|days?|weeks?|hours?|times|people|pounds)(?!\w)")

REGIONS = ("FR", "BE", "CH", "GB", "US")
UNSPACED_ARE_REFERENCES = ("BE", "CH")  # too short to be told from other figures

# Before figures that no country gives out, or cuts so; between, only words that say no more
NUMBER_OF_MINE = (
    r"(?:(?:mon|my|our|notre) )?(?:tel(?:ephone)?|phone|fone|mob|digits|port|portable"
    r"|mobile|gsm|cell|whats ?app|sms|fax|fixe|landline|ligne directe|direct line|06)"
    r"(?: (?:no|numero|num|number|perso))?"
    r"|(?:mon|my) (?:num(?:ero)?|number|no)(?: (?:perso\w*|pro))?|num\.?"
    r"|appel\w*(?:-moi)?|joi(?:ndre|gnable|gnez-moi)|rappel\w*(?:-moi)?"
    r"|(?:call|ring|text|phone|reach|bell|dial)(?: (?:me|us))?"
)
STEP = (
    r"(?::|=|->|\(|est|is|c'est|c|it's|le|la|au|on|at|sur|a|the|ce|this|n ?°|no\.?|numero|number"
    r"|portable|mobile|soir|tel)(?!\w)"
)
# Between commas, what says something else: "tel, le soir de preference, 06..."
ASIDE = rf",(?!(?:[ ]*{STEP})*[ ]*,)[^,.\d\n]{{1,30}},(?!\w)"
NAMED = re.compile(
    rf"(?<!\w)(?:{NUMBER_OF_MINE})\.?"
    rf"(?:[ ]*(?:{STEP}|,(?!\w)|\([^()\d\n]{{1,30}}\)(?!\w)|{ASIDE}))*[ ]*$"
)
NAMED_AFTER = re.compile(
    r"[^.!?\n]{0,30}(?:c'est mon|est mon|is my|'s my)"
    r" (?:num(?:ero)?|tel|portable|number|phone|mobile)"
)
CUT_ODDLY = re.compile(
    r"(?<![\w.,/])\+?(?:\(\+?\d{1,4}\)|\d)(?:[ ()./_*·,|~-]{0,3}\d){6,14}(?![\w/]|[.,-]\d)"
)
# A run of these alone is a number, English as it is: "five five five two three six eight"
FEWEST, ALONE, MOST = 9, 7, 14


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
    for run in runs(text):
        is_named = _is_named(text, run.span[0])
        is_alone = run.is_english and run.is_of_units and run.figures >= ALONE
        is_alone = is_alone and not COUNTED.match(text, run.span[1])
        is_whole = is_named or is_alone or NAMED_AFTER.match(text, run.span[1])
        number = (run if is_whole else run.from_zero()).cut(11 if run.is_english else 10)
        is_telling = is_whole or number.has_zero_first
        if is_alone or (is_telling and FEWEST <= number.figures <= MOST):
            yield number.span


def _is_named(text: str, start: int) -> bool:
    """Whether the words before say that a telephone number follows."""
    return bool(NAMED.search(text, max(0, start - 50), start))


def _dialled(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (FRENCH, BRITISH):
        yield from (match.span() for match in pattern.finditer(WRAPPED.sub(" ", text)))
    for pattern in (FRENCH_OF_FOUR, BRACKETED_ZERO, AMERICAN):
        for match in pattern.finditer(text):
            yield match.span()
    for match in INTERNATIONAL.finditer(text):
        is_long = 8 <= len(re.findall(r"\d", match[0])) <= 17
        if is_long and not MONEY.match(text, match.end()):
            yield match.span()
    for match in CUT_ODDLY.finditer(text):
        if _is_named(text, match.start()) and not MONEY.match(text, match.end()):
            yield match.span()
    for region in REGIONS:
        for number in PhoneNumberMatcher(text, region, Leniency.VALID):
            if _is_dialled(number.raw_string, region, text, number.start, number.end):
                # A bracket that opens before a whole number is not part of it.
                raw = number.raw_string
                is_bracketed = raw.startswith("(") and raw.count("(") > raw.count(")")
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
