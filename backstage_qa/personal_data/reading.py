"""Reading a name: where it ends, and what speaks for its being one."""

import re
from dataclasses import dataclass

from . import lexicon
from .folding import Folded

LETTER = r"[^\W\d_]"
TOKEN = re.compile(
    rf"(?:{LETTER}|ch|fr|ph|th|cl|wm)\.(?:-?{LETTER}\.)*(?!\w)"
    rf"|{LETTER}+(?:-{LETTER}+|'(?!(?:s|ll|m|ve|d|re)(?!\w)){LETTER}+)*(?!\w)"
)
# Of the particles, those with which a name may begin, in lower case too
LEADING = frozenset({"van", "von", "el", "ben"})
ELIDED = re.compile(r"(?:d|l|o|n|m)'(?=\w)")
LITTLE_WORD = re.compile(r"^(?:[dlcjst]|qu)'(?=\w)")
# A capital inside a word, which names have after these only
INNER_CAPITAL = re.compile(r"[a-zà-ÿ][A-ZÀ-Ý]")
INNER = re.compile(r"^(?:Mc|Mac|Fitz|De|Di|Du|Le|La|Van|El|Mb|Nd)[A-ZÀ-Ý]")
NEW_SENTENCE = re.compile(r"(?:^|[.!?:;\n«\"(•-])\s*$")
MOST = 5


@dataclass(frozen=True)
class Word:
    """A word of a name, where it stands and how it was written."""

    text: str
    start: int
    end: int
    source: str

    @property
    def is_initial(self) -> bool:
        return self.text.endswith(".")

    @property
    def is_capital(self) -> bool:
        elided = ELIDED.match(self.text)
        return self.source[:1].isupper() or bool(elided and self.source[2:3].isupper())

    @property
    def is_acronym(self) -> bool:
        return len(self.text) <= 5 and len(self.source) > 1 and self.source.isupper()

    @property
    def bare(self) -> str:
        """Without the little word before it: "d'Estienne", "qu'Estelle"."""
        return LITTLE_WORD.sub("", self.text)


def begins_sentence(text: str, start: int) -> bool:
    """Whether any word would stand with a capital here."""
    return bool(NEW_SENTENCE.search(text, max(0, start - 5), start))


def word_at(folded: Folded, position: int) -> Word | None:
    match = TOKEN.match(folded.text, position)
    return Word(match[0], *match.span(), folded.source(*match.span())) if match else None


def name_at(folded: Folded, start: int, *, lower: bool = False) -> list[Word]:
    """The words of the name that may begin here; ``lower``: capitals are not waited for."""
    name: list[Word] = []
    position, waiting = start, 0
    while len(name) < MOST and (word := word_at(folded, position)):
        follows = bool(len(name) - waiting)
        is_lower = lower and not (follows and name[0].is_capital)
        if is_lower and waiting and not _may_follow(name[-1], word):
            break
        if _belongs(word, follows, is_lower) or (follows and _must_be_surname(name[-1], word)):
            waiting = 0
        elif word.text in lexicon.words("particles") and (
            name or word.is_capital or word.text in LEADING
        ):
            waiting += 1
        else:
            break
        name.append(word)
        position = word.end + 1
        if folded.text[word.end : position] != " ":
            break
    return name[: len(name) - waiting]


def _may_follow(particle: Word, word: Word) -> bool:
    """Without a capital, "de" and "la" are seldom part of a name: "mathis de la fac"."""
    is_name = word.is_capital or lexicon.is_surname(word.text)
    return is_name or particle.text in LEADING or word.text in lexicon.words("particles")


def is_no_surname(word: str) -> bool:
    """Whether it stands with a capital after a name as after anything else."""
    return word in lexicon.words("following") or word in lexicon.words("civilities")


def _belongs(word: Word, follows: bool, lower: bool) -> bool:
    if lexicon.is_no_person(word.bare) or (
        word.text in lexicon.words("civilities") and not (follows and word.is_initial)
    ):
        return False
    if word.text[:2] in ("m'", "n'") and lexicon.is_ordinary(word.text[2:]):
        return False
    if word.text in lexicon.words("short_words") and not follows:
        return False
    if word.is_initial:
        return word.source[:1].isupper() and (follows or len(word.text) <= 4)
    if word.text in lexicon.words("particles") and not (word.is_capital and not lower):
        return False
    if word.is_capital:
        return _is_capital_name(word, follows)
    return lower and _is_lower_name(word, follows)


def _is_capital_name(word: Word, follows: bool) -> bool:
    is_named = lexicon.is_surname(word.bare) and (follows or word.is_acronym)
    known = lexicon.may_be_first_name(word.bare) or is_named
    is_brand = INNER_CAPITAL.search(word.source) and not INNER.match(word.source)
    if is_brand and word.source[1:2] not in "'’":
        return False
    if word.is_acronym and not known and not follows:
        return False
    return len(word.text) > 1 and (known or not lexicon.is_ordinary(word.bare))


def _is_lower_name(word: Word, follows: bool) -> bool:
    if len(word.text) < 3:
        is_word = word.text in lexicon.words("short_words")
        return follows and lexicon.is_surname(word.text) and not is_word
    if lexicon.is_ordinary(word.text):
        return follows and lexicon.is_surname(word.text) and lexicon.may_be_first_name(word.text)
    return True


def _is_surname_too(word: Word) -> bool:
    """Whether people are called as this saint or this firm is: "Newell", "Saint-Clair"."""
    is_saint = word.text.startswith(("saint-", "st-"))
    if "-" in word.text and lexicon.is_surname(word.text.rpartition("-")[2]):
        return True
    return is_saint or word.text in lexicon.words("surnames_of_firms")


def _must_be_surname(first: Word, word: Word) -> bool:
    """After a first name, a capital on a word like any other: "Charlotte Lair"."""
    is_capital = word.is_capital and not word.is_acronym and len(word.text) > 2
    return (
        is_capital
        and first.is_capital
        and lexicon.is_first_name(first.bare)
        and not is_no_surname(word.text)
        and (not lexicon.is_no_person(word.text) or _is_surname_too(word))
        and not INNER_CAPITAL.search(word.source)
    )
