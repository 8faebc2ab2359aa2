"""IBANs and payment cards, told from other numbers by their check digits."""

import re
from collections.abc import Iterator

from .folding import Folded
from .spoken import runs

# Characters of an IBAN by country: https://www.swift.com/standards/data-standards/iban
IBAN_LENGTHS = {
    "ad": 24,
    "ae": 23,
    "al": 28,
    "at": 20,
    "az": 28,
    "ba": 20,
    "be": 16,
    "bg": 22,
    "bh": 22,
    "br": 29,
    "by": 28,
    "ch": 21,
    "cr": 22,
    "cy": 28,
    "cz": 24,
    "de": 22,
    "dk": 18,
    "do": 28,
    "ee": 20,
    "eg": 29,
    "es": 24,
    "fi": 18,
    "fo": 18,
    "fr": 27,
    "gb": 22,
    "ge": 22,
    "gi": 23,
    "gl": 18,
    "gr": 27,
    "gt": 28,
    "hr": 21,
    "hu": 28,
    "ie": 22,
    "il": 23,
    "iq": 23,
    "is": 26,
    "it": 27,
    "jo": 30,
    "kw": 30,
    "kz": 20,
    "lb": 28,
    "li": 21,
    "lt": 20,
    "lu": 20,
    "lv": 21,
    "ma": 28,
    "mc": 27,
    "md": 24,
    "me": 22,
    "mk": 19,
    "mr": 27,
    "mt": 31,
    "mu": 30,
    "nl": 18,
    "no": 15,
    "pk": 24,
    "pl": 28,
    "ps": 29,
    "pt": 25,
    "qa": 29,
    "ro": 24,
    "rs": 22,
    "sa": 24,
    "se": 24,
    "si": 19,
    "sk": 24,
    "sm": 27,
    "sn": 28,
    "tn": 24,
    "tr": 26,
    "ua": 29,
    "vg": 24,
    "ci": 28,
    "dz": 26,
    "cm": 27,
    "bj": 28,
    "bf": 28,
    "ml": 28,
    "mg": 27,
    "xk": 20,
}
GAPS = " ./_|-"
IBAN_START = re.compile(r"(?<![a-z0-9])([a-z])[ ./_|-]?([a-z])[ ./_|-]{0,2}\d[ ./_|-]?\d")
IBAN_NAMED = re.compile(
    r"(?<!\w)(?:iban|rib|compte|account|virements?|virer|transfer|pay|bank|banque|rembours\w*|refund)"
    r"(?!\w)[^.!?\n\d]*$"
)
# Too long, too short or of a country that has none
CALLED_IBAN = re.compile(
    r"(?<!\w)iban(?:[ ]*(?::|=|,|is|est|le|the|c'est|number|no\.?)(?!\w))*[ ]*"
    r"(?P<number>(?<!\w)[a-z]{2}[ .-]?\d{2}"
    r"(?:[ .-]?(?:[a-z]{0,4}\d[a-z\d]{0,30}|[a-z]{4}(?=[ .-]\d))){1,9})(?!\w)"
)
# In figures alone, a slip in how many there are leaves it unmistakable
TOO_LONG = re.compile(r"[a-z]{2}\d{2}(?:[ .-]?\d{4}){4,7}(?:[ .-]?\d{1,3})?(?!\w)")
COUNTRY_ALOUD = re.compile(r"(?<!\w)iban(?!\w)[^.!?\n\d]*?(?P<country>(?:[a-z] ?,? ?[a-z],? )?)$")
FEWEST_FIGURES = 10
# As banks of one country write them among themselves, without check digits that all share
NATIONAL_ACCOUNT = re.compile(
    r"(?<!\w)(?:(?:mon |notre )?rib|(?:mon |le )?(?:numero de )?compte(?: bancaire)?"
    r"|acct\.?(?: no\.?| number)?|my (?:bank )?account(?: number| no\.?)?"
    r"|(?:bank )?account (?:number|no\.?))(?:[ ]*(?::|=|est|is|le|n ?°|numero|number)(?!\w))*[ ]*"
    r"(?P<number>\d{5}[ .-]?\d{5}[ .-]?[\da-z]{11}[ .-]?\d{2}|\d{8}(?!\d)|\d{4}[ ]\d{4})(?!\w)"
)
# A sort code is a branch's: the account that follows it is somebody's
SORT_CODE = re.compile(
    r"(?<!\w)sort ?code(?:[ ]*(?::|=|is)(?!\w))*[ ]*\d{2}[ -]?\d{2}[ -]?\d{2}(?![\w-])"
    r"[ ,;/.-]{1,3}(?:and |with )?(?:(?:my )?(?:account|acct?|a/c)(?: number| no\.?)?)?"
    r"(?:[ ]*(?::|=|is)(?!\w))*[ ]*(?P<number>\d{8}|\d{4} \d{4})(?!\w)"
)
CARD = re.compile(r"(?<![\d.,])\d(?:[ .-]?\d){12,18}(?![\d])")
# Named for what it is, it may hold a slip of the pen.
CARD_NAMED = re.compile(
    r"(?<!\w)(?:carte(?: bancaire| bleue| visa)?|cb|visa|mastercard|amex|(?:credit |debit "
    r"|bank )?card)"
    r"(?: (?:number|no\.?|numero|n ?°))?(?:[ ]*(?::|=|est|is|la|le)(?!\w))*[ ]*"
    r"(?P<number>\d{4}([ .-]?)\d{4}\2\d{4}\2\d{4})(?!\d)"
)
# Lengths and first digits of Visa, Mastercard, American Express, Diners, JCB, Discover and others
CARD_SHAPE = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3[068]\d{12}|35\d{14}|6\d{15}"
)


def ibans(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of IBANs in the folded text."""
    for match in IBAN_START.finditer(folded.text):
        length = IBAN_LENGTHS.get(match[1] + match[2])
        if length and (end := _end_of_iban(folded, match.start(), length)):
            yield match.start(), end
            continue
        loose = TOO_LONG.match(folded.text, match.start()) if length else None
        if loose and folded.source(*loose.span()).isupper():
            yield loose.span()
    for pattern in (CALLED_IBAN, NATIONAL_ACCOUNT):
        yield from (match.span("number") for match in pattern.finditer(folded.text))
    for run in runs(folded.text):
        start, end = run.span
        before = COUNTRY_ALOUD.search(folded.text, max(0, start - 40), start)
        if before and run.figures >= FEWEST_FIGURES:
            yield before.start("country"), end
    for match in SORT_CODE.finditer(folded.text):
        yield match.span("number")


def _end_of_iban(folded: Folded, start: int, length: int) -> int | None:
    text, characters, position = folded.text, "", start
    while len(characters) < length and position < len(text):
        character = text[position]
        if character.isascii() and character.isalnum():
            characters += character
        elif character not in GAPS or set(text[max(0, position - 2) : position]) <= set(GAPS):
            return None
        position += 1
    is_whole = len(characters) == length and not text[position : position + 1].isalnum()
    return position if is_whole and _is_iban(folded, start, position, characters) else None


def _is_iban(folded: Folded, start: int, end: int, characters: str) -> bool:
    """By its check digits; a slip of the pen is forgiven to what looks like nothing else."""
    if _mod_97(characters) == 1 or IBAN_NAMED.search(folded.text, max(0, start - 50), start):
        return True
    figures = sum(map(str.isdigit, characters))
    return folded.source(start, end).isupper() and figures > len(characters) // 2


def _mod_97(iban: str) -> int:
    return int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97


def cards(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of payment card numbers in the folded text."""
    for match in CARD.finditer(folded.text):
        digits = re.sub(r"\D", "", match[0])
        if CARD_SHAPE.fullmatch(digits) and _luhn(digits):
            yield match.span()
    for match in CARD_NAMED.finditer(folded.text):
        yield match.span("number")


def _luhn(digits: str) -> bool:
    doubled = [int(d) * 2 for d in digits[-2::-2]]
    return (sum(int(d) for d in digits[::-2]) + sum(d // 10 + d % 10 for d in doubled)) % 10 == 0
