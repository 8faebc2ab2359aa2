"""E-mail addresses, written, spelt out or disguised: "jean arobase exemple point fr"."""

import re
from collections.abc import Iterator

from .domains import MAIL_HOSTS, TLD, is_new_sentence
from .folding import Folded

OPEN, CLOSE = r"[\[({<«]", r"[\])}>»]"
SIGN = (
    rf"(?:\ *(?:@|&\#64;|&commat;|%40|{OPEN}\ *(?:at(?: sign)?|a|chez|arr?oba(?:s|se|ze?|ce)?"
    rf"|@)\ *{CLOSE})+\ *)"
)
SPELT_SIGN = (
    r"(?:[ ]+(?:arr?oba(?:s|se|ze?|ce)?|at[ -]sign|a commercial)[ ]+"
    r"|[ ]*[*/|_-](?:at|arobase)[*/|_-][ ]*)"
)
BARE_SIGN = r"(?:[ ]+at[ ]+)"
SPELT_DOT = (
    rf"(?:[ ]+(?:dot|point)[ ]+|[ ]*{OPEN}[ ]*(?:dot|point|\.)[ ]*{CLOSE}[ ]*"
    r"|[ ]*[*/|_-](?:dot|point)[*/|_-][ ]*|[•·])"
)
DOT = rf"(?:\.|[ ]+\.[ ]*|\.[ ](?=(?:{TLD})\b)|{SPELT_DOT})"
DASH = r"(?:tiret(?: (?:du )?(?:bas|[68]|huit|six))?|underscore|dash|hyphen)"
JOINT = rf"(?:\.|[ ]\.[ ]|{SPELT_DOT}|[ ]+{DASH}[ ]+)"
# What opens a spelt dot is no part of a word, or each such sign could be read in two ways.
NO_DOT = r"(?!(?:dot|point)[*/|_-])"
WORD = rf"(?:[a-z0-9+]++|%|[_-]{NO_DOT}){{1,64}}"
LOCAL = rf"(?<![\w.+%-]){WORD}(?:{JOINT}{WORD}){{0,4}}"
LABEL = rf"[a-z0-9]{{1,62}}+(?:-{{1,3}}{NO_DOT}[a-z0-9]{{1,62}}+){{0,10}}"
NOT_A_HOST = r"(?!(?:an?|the|any|some|this|that|one|my|our|un|une|le|la|ce|notre)\b)"
SPELT_HYPHEN = r"[ ]+(?:tiret|dash|hyphen)[ ]+"
BRACKETED_DOT = rf"[ ]*{OPEN}[ ]*(?:dot|point|\.)[ ]*{CLOSE}[ ]*"
# "dot co" may go on as "dot co dot uk".
END = rf"(?:{TLD})(?![a-z0-9])(?!{SPELT_DOT}(?:{TLD})\b)"
HOST = rf"{NOT_A_HOST}{LABEL}(?:(?:{DOT}|{SPELT_HYPHEN}){LABEL}){{0,5}}?{DOT}{END}"
SPELT_HOST = (
    rf"{NOT_A_HOST}{LABEL}(?:(?:{SPELT_DOT}|{SPELT_HYPHEN}){LABEL}){{0,4}}?{SPELT_DOT}{END}"
)

PATTERNS = [
    re.compile(pattern)
    for pattern in (
        # A plain address may end in any top-level domain.
        rf"(?<![\w.+%-])(?:(?:[a-z0-9_+%-]{{1,40}}\.){{0,3}}[mno]')?[a-z0-9_.+%-]{{1,64}}"
        rf"(?:@[a-z0-9_-]{{1,40}})?@{LABEL}(?:\.{LABEL}){{0,4}}\.[^\W\d_]{{2,24}}(?![a-z0-9])",
        rf"{LOCAL}(?:{SIGN}|{SPELT_SIGN}){HOST}",
        # Letter by letter
        rf"(?<![\w.])(?:[a-z0-9._-] ){{3,30}}(?:\d{{2,4}} )?(?:@|at|arobase) ?{HOST}",
        # In brackets, its sign is one whatever the address ends in.
        rf"{LOCAL}(?= *[\[({{<]){SIGN}{LABEL}(?:\.{LABEL}){{0,4}}\.[^\W\d_]{{2,24}}(?!\w)",
        r"(?<![\w.])(?:[a-z0-9._-] ){3,30}@(?: [a-z0-9-]){2,30} \.(?: [a-z]){2,6}(?!\w)",
        rf"{LOCAL}(?:{SIGN}|{SPELT_SIGN})(?:{MAIL_HOSTS})\b",
        # Who puts the dot in brackets writes an address, whatever it ends in.
        rf"{LOCAL}(?:{SIGN}|{SPELT_SIGN}){LABEL}(?:{BRACKETED_DOT}{LABEL}){{1,4}}",
        # "at" is a word like another: only a spelt dot or a mail service gives it away.
        rf"{LOCAL}{BARE_SIGN}{SPELT_HOST}",
        rf"{LOCAL}[ ]+(?:chez|sur|on)[ ]+(?:{MAIL_HOSTS}){SPELT_DOT}(?:{TLD})\b",
        # "à", where its dots are spelt on both sides
        rf"(?<![\w.+%-]){WORD}(?:{SPELT_DOT}{WORD}){{1,3}}[ ]a[ ]{SPELT_HOST}",
        rf"{LOCAL}{BARE_SIGN}(?:{MAIL_HOSTS}){DOT}(?:{TLD})\b",
        rf"{LOCAL}{BARE_SIGN}(?:gmail|hotmail|protonmail)\b",
        # Another sign before a service's whole name, or "à" after what is no plain word
        rf"(?<![\w.+%-])(?:(?=[a-z-]{{0,40}}[\d._])[a-z0-9_.+%-]{{1,64}}[ ]a[ ]"
        rf"|[a-z0-9_.+%-]{{1,64}}[ ]?[\#*&=§][ ]?)"
        rf"(?:{MAIL_HOSTS})\.(?:com|fr|net|be|co\.uk|ch|org)(?!\w)",
        # A comma where the dot should be
        rf"(?<![\w.+%-])[a-z0-9_.+%-]{{1,64}}@{LABEL}[,;](?:com|fr|net|org|be|co\.uk)(?!\w)",
        # A word with a dot or a figure in it arrives at no place.
        rf"(?<![\w.+%-])(?=[a-z]{{0,30}}[\d._-])[a-z][a-z0-9_.+%-]{{1,60}}[a-z0-9]{BARE_SIGN}"
        rf"{LABEL}(?:\.{LABEL}){{0,4}}\.(?:{TLD})(?!\w)",
    )
]
# Only what stands before its sign, after the name of its service: "mon gmail : jean.dupont75"
AT_SERVICE = re.compile(
    rf"(?<!\w)(?:(?:mon|my|adresse|address|e-?mail|mail|courriel|sur|on)[ ](?:{MAIL_HOSTS})"
    r"(?:[ ](?:address|account|adresse|perso))?|(?:gmail|hotmail|outlook|yahoo|icloud)[ ]?:)"
    r"(?:[ ]*(?::|=|,|est|is|c'est)(?!\w))*[ ]*"
    r"(?P<local>(?<!\w)(?=[a-z_-]*[\d._][a-z\d])[a-z0-9][a-z0-9_.+-]{3,40}[a-z0-9])(?![\w@])"
)
# "Jane@Example.Org" is no new sentence.
CAPITALISED = re.compile(r"[@.][A-Z][\w-]*\.[A-Z][a-z]+$")


def emails(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of e-mail addresses in the folded text."""
    for pattern in PATTERNS:
        for match in pattern.finditer(folded.text):
            start, end = match.span()
            start += 2 * (match[0].startswith("a ") and folded.source(start, start + 1) in "àÀ")
            is_capitalised = CAPITALISED.search(folded.source(start, end))
            if is_capitalised or not is_new_sentence(folded, end):
                yield start, end
    for match in AT_SERVICE.finditer(folded.text):
        yield match.span("local")
