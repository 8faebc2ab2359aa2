"""Reading what people type: words, "quoted phrases", and -minus. Nothing typed is an error."""

import re
from dataclasses import dataclass

from .folding import stem, stems, words
from .stopwords import is_common

MAX_LENGTH = 200
MAX_TERMS = 12
QUOTES = dict.fromkeys(map(ord, "“”„‟«»＂″"), '"')
PART = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<chunk>[^\s"]+))')
POSSESSIVE = re.compile(r"['’ʼ`´]s?(?=\W*$)", re.IGNORECASE)  # in English: "the employer's"
SHORTEST_PREFIX = 3
# Ends every passage of the index: nothing matches across two, and all have it.
BOUNDARY = "qqend"


@dataclass(frozen=True)
class Term:
    """Stems that follow each other. ``is_prefix``: the last is how a word begins."""

    stems: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True)
class Query:
    """Matches what has each of ``every``, none of ``none``, and one of ``some`` if there are."""

    every: tuple[Term, ...] = ()
    none: tuple[Term, ...] = ()
    some: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.every or self.some)


def parse(text: str, language: str) -> Query:
    """What is searched for; false when nothing is. Words that say nothing count only alone."""
    wanted: list[Term] = []
    common: list[Term] = []
    unwanted: list[Term] = []
    for minus, term, is_common_word in _parts(text, language):
        (unwanted if minus else common if is_common_word else wanted).append(term)
    wanted = wanted or common
    if unwanted and not wanted:
        wanted = [Term((BOUNDARY,))]
    return Query(every=_first(wanted), none=_first(unwanted))


def parse_unfinished(text: str, language: str) -> Query:
    """As typed so far: the last word may go on. False while too little is typed."""
    typed = words(text[:MAX_LENGTH])
    last = "" if text[-1:].isspace() or not typed else typed.pop()
    terms = [Term((stem(word, language),)) for word in typed if not is_common(word, language)]
    if len(last) >= SHORTEST_PREFIX:
        terms.append(Term((last,), is_prefix=True))
    return Query(every=_first(terms))


def alike(text: str, language: str) -> Query:
    """What shares a telling word with a text, however long."""
    return Query(some=_first([Term((stem(w, language),)) for w in telling(text, language)]))


def nearly(text: str, language: str) -> Query:
    """As ``alike``, or what has a word that begins like one of the text: it may be misspelt."""
    beginnings = [
        Term((word[: max(len(word) // 2 - 1, SHORTEST_PREFIX)],), is_prefix=True)
        for word in telling(text, language)
    ]
    exact = alike(text, language).some
    return Query(some=exact + _first(beginnings))


def telling(text: str, language: str) -> list[str]:
    """The words that say what a text is about, the longest first."""
    telling = {w for w in words(text) if len(w) >= SHORTEST_PREFIX and not is_common(w, language)}
    return sorted(telling, key=lambda word: (-len(word), word))


def _first(terms: list[Term]) -> tuple[Term, ...]:
    """Each once, and no more than a search can carry."""
    return tuple(dict.fromkeys(terms))[:MAX_TERMS]


def _parts(text: str, language: str):
    """(whether it is unwanted, the term, whether it is made of common words alone)."""
    for match in PART.finditer(text[:MAX_LENGTH].translate(QUOTES)):
        minus = bool(match["minus"])
        if match["phrase"] is not None:
            found = stems(match["phrase"], language)
            common = False
        else:
            chunk = match["chunk"]
            folded = words(POSSESSIVE.sub("", chunk) if language[:2] == "en" else chunk)
            telling = folded if minus else _without_elision(folded, language)
            common = not telling
            found = stems(" ".join(telling or folded), language)
        if found:
            yield minus, Term(tuple(found)), common


def _without_elision(folded: list[str], language: str) -> list[str]:
    """Without common words at its start: "l'étude" is "étude"."""
    start = 0
    while start < len(folded) and is_common(folded[start], language):
        start += 1
    return folded[start:]
