"""Dates of birth: dates like others, which only the words before them give away."""

import re
from collections.abc import Iterator

from .folding import Folded

MONTHS = (
    "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    "|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:janv|jan|fevr|feb|mar|avr|apr|juil|jul|jun|aug|sept|sep|oct|nov|dec)\.?"
)
DAY = r"(?:[0-3]?\d(?:er|st|nd|rd|th)?|premier|first)"
YEAR = r"(?:19|20)\d{2}|\d{2}(?!\d)"
# In letters, and of the day alone no more than that
FIGURES = (
    "premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    "|vingt|trente|mille|cent|neuf-cent|quatre-vingts?|soixante|cinquante|quarante|et|un"
)
ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    "|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
    "|twenty|thirtieth|thirty"
)
IN_LETTERS = (
    rf"(?:{FIGURES})(?:[ -](?:{FIGURES})){{0,2}} (?:{MONTHS})(?: (?:(?:{FIGURES})(?:[ -]"
    rf"(?:{FIGURES})){{1,7}}|{YEAR}))?"
    rf"|(?:the )?(?:{ORDINALS})(?:[ -](?:{ORDINALS}))? (?:of )?(?:{MONTHS})(?:,? (?:{YEAR}))?"
)
DATE = (
    r"(?:[0-3]?\d ?[/.-] ?[0-3]?\d ?[/.-] ?(?:\d{4}|\d{2})|[0-3]\d [01]\d \d{4}"
    r"|\d{4} ?[/.-] ?[01]?\d ?[/.-] ?[0-3]?\d"
    rf"|{DAY} (?:of )?(?:{MONTHS})(?:,? (?:{YEAR}))?|(?:{MONTHS}) {DAY}(?:,? (?:{YEAR}))?"
    rf"|{IN_LETTERS})(?![\w/])"
)
BORN = r"n(?:ee?|e ?[(.·/-] ?e ?\)?)"
FAMILY = (
    "fils|fille|mari|femme|epou(?:x|se)|copain|copine|neveu|niece|cousine?|nephew|cousin|twin|conjointe?|compagnon|compagne|enfant|frere|soeur|pere|mere|bebe"
    "|son|daughter|husband|wife|partner|child|brother|sister|father|mother|baby"
)
# Banks, trades and products are born too: a person is "I", one of mine, or nobody named.
START = r"(?:^|(?<=[.,;:!?(\n-])|(?<=[.,;:!?(\n-] ))"
PERSON = (
    rf"(?:je|j') ?suis (?:\w+ )?{BORN}|m(?:on|a) (?:{FAMILY}) est {BORN}|j'ai vu le jour"
    rf"|{START}{BORN}|(?:vous etes|tu es) {BORN}|(?:i was|you were|he was|she was) born|i'm born"
    rf"|my (?:{FAMILY}) was born|{START}born"
)
LABEL = (
    rf"date (?:et lieu )?(?:de )?naiss(?:ance|\.)?|{START}naissance|ddn|mon anniversaire"
    rf"|date (?:and place )?of birth|birth ?date|d\.?o\.?b\.?|my birthday|{START}birthday(?= ?:)"
)
PLACE = r"(?: en \d{4},?)?(?: (?:a|au|aux|en|in|at|pres de|near) [a-z][a-z' -]{1,30}?,?)?"
BETWEEN = r"(?:[ ]*(?::|=|est|is|c'est|tombe|falls|on|the|le|du|au)(?!\w))*[ ]*"
BIRTH = re.compile(
    rf"(?<!\w)(?:{PERSON}|{LABEL}){PLACE}{BETWEEN}(?P<date>(?<!\w){DATE})", re.MULTILINE
)

# Of a birthday to come, the year gives away the age.
TURNING = re.compile(
    rf"(?<!\w)(?:j'(?:aurai|ai eu)(?: mes)? \d\d ans|j'ai (?:fete|atteint) mes \d\d ans"
    rf"|mes \d\d ans|je fete(?:rai)? mes \d\d ans|je suis|(?:i(?:'ll| will)? (?:turn(?:ed)?|be)"
    rf"|(?:il|elle|he|she) (?:aura|a eu|turned|turns)) \d\d(?: ans)?|{START}{BORN}|je suis {BORN})"
    rf" (?:le|du|de|on|un)(?: the)? (?P<date>{DATE})"
)
# Without its day, as papers give it
MONTH = re.compile(
    rf"(?<!\w)(?:{PERSON}) (?:en|in|au mois de) (?P<date>(?:{MONTHS}),? (?:19|20)\d{{2}})(?!\w)",
    re.MULTILINE,
)
WITH_YEAR = re.compile(r"\d{4}$|[/.-]\d\d$")


def births(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of dates of birth in the folded text, whole dates with at least day and month."""
    for match in BIRTH.finditer(folded.text):
        yield match.span("date")
    for match in MONTH.finditer(folded.text):
        yield match.span("date")
    for match in TURNING.finditer(folded.text):
        if WITH_YEAR.search(match["date"]):
            yield match.span("date")
