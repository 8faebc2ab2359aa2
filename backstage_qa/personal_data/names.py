"""The asker's own names, as given by their account."""

import re
from collections.abc import Iterable, Iterator, Set
from itertools import groupby, permutations

from . import lexicon
from .diminutives import diminutives, is_abbreviation
from .folding import Folded, fold
from .namesakes import VALLEY
from .reading import begins_sentence

SHORTEST = 3  # of what is a name by itself
SHORTEST_APART = 4  # of what is recognised when its letters stand apart
LONGEST_WHOLE = 4  # of what no hyphen divides
MOST_WORDS = 4  # of which all orders are tried, glued together
LETTERS = re.compile(r"[^\W\d_]+")
LETTER = r"[^\W\d_]"
# Signs that stand for letters in a disguise
ALIKE = {"a": "a4@", "e": "e3€", "i": "i1!|", "l": "l1|", "o": "o0", "s": "s5$", "t": "t7"}
# What stands between two parts of a name: "Lefèvre, Camille", "Camille de la Tour"
BETWEEN = (
    r"(?:[ ._/'-]{1,2}|, )"
    rf"(?:(?:{lexicon.any_of('particles')}|d|o)[ '-]){{0,2}}"
)
SIGN_INSIDE = re.compile(rf"{LETTER}[\d@€!|$]{LETTER}")
# Parts of names and of addresses that are words like others
TOO_COMMON = re.compile(
    r"aux|avec|chez|contact|contacto|dans|den|der|des|del|don|for|from|hello|info|job|jobs|les"
    r"|mail|monsieur|madame|mes|mme|mon|mrs|perso|pour|pro|recrutement|sainte|saint|sur|the"
    r"|une|van|von|work|emploi|candidat|candidate|email|noreply|admin|test|with|you"
)
JOINED_TO_NEXT, JOINED_TO_LAST = re.compile(rf"{LETTER}+-\w"), re.compile(r"\w-$")
ENDINGS = ("", "s", "r", "rs", "er", "ers")


def names(
    folded: Folded, given: Iterable[str], shown: Set[str] = frozenset()
) -> Iterator[tuple[int, int]]:
    """Spans of these names, whole or in part; of an e-mail address, its local part.

    A word like others names nobody by itself: "people.pleaser@…" is no Mr People. It counts beside
    a part that is only a name; of a full name, also where it stands with a capital. A short form
    of a given name stands with a capital, as names do; it may be that of who is ``shown``.
    """
    given = list(given)
    called = {word for name in given if "@" not in name for word in _words(name)}
    parts = called.union(*(_parts(name) for name in given))
    whole = {local for name in given if (local := _local(name))}
    if not parts | whole:
        return
    short = frozenset[str]().union(*map(diminutives, given)) - parts - shown
    initials = {_initials(name) for name in given} - {""}
    for match in _pattern(parts | whole, short, initials).finditer(folded.text):
        is_whole = match["apart"] or any(local in match[0] for local in whole)
        start = match.start() + _loose(folded, match)
        if is_whole or _is_name(folded, match, start, called, short):
            yield start, match.end()


def _loose(folded: Folded, match: re.Match[str]) -> int:
    """How long small letters before a name are, which are no initials: "c camille", "à Petit"."""
    loose = 0
    while not match["apart"] and re.match(r"[a-z] ", match[0][loose:]):
        letter = folded.source(match.start() + loose, match.start() + loose + 1)
        if letter[:1].isupper() and letter != "À":
            break
        loose += 2
    return loose


def _pattern(parts: set[str], short: frozenset[str], initials: set[str]) -> re.Pattern[str]:
    part = _any_of({*(_disguised(p) for p in parts if len(p) >= SHORTEST), *short})
    apart = _any_of(
        {
            r"[ .,_*·-]{1,2}".join(p)
            for p in parts
            if LETTERS.fullmatch(p) and len(p) >= SHORTEST_APART
        }
    )
    initial = f"[{''.join(sorted({p[0] for p in parts}))}]"
    more = rf"(?:{BETWEEN}(?:{part}|{_any_of({p for p in parts if len(p) < SHORTEST})}))"
    few = rf"(?:{_any_of({p for p in parts if len(p) < SHORTEST})}[ -])?"
    written = rf"(?:o')?{few}{part}{more}*"
    before = rf"(?!m\. ){initial}(?:\.[ -]?| )"
    after = rf"(?: {initial}(?:\.|-?{initial})|_{initial})(?!\w)"
    return re.compile(
        rf"(?<!{LETTER})(?:(?P<apart>{apart})|(?P<initials>{_any_of(initials)})"
        rf"|(?:{before}){{0,2}}{written}(?:{after})?)"
    )


def _disguised(word: str) -> str:
    """A letter written twice or once, or a sign in its place, the word perhaps divided."""
    cut = "-?" if len(word) > LONGEST_WHOLE else ""
    pieces = []
    for letter, group in groupby(word):
        times = "{1,2}" if len(list(group)) > 1 else ""
        pieces.append(f"[{re.escape(ALIKE.get(letter, letter))}]{times}")
    return cut.join(pieces)


def _is_name(
    folded: Folded, match: re.Match[str], start: int, called: set[str], short: frozenset[str]
) -> bool:
    source = folded.source(start, match.end())
    if match["initials"]:
        return source.isupper()
    text = folded.text[start : match.end()]
    words = [w for w in LETTERS.findall(text) if w not in lexicon.words("particles")]
    if len(words) == 1 and words[0] in short:
        return _is_short(folded, match, words[0]) or _is_signature(folded.text, match)
    if not any(len(word) >= SHORTEST for word in words):
        return False
    if SIGN_INSIDE.search(match[0]):
        return True
    if not all(_is_word(word) for word in words):
        return True
    is_called = called.issuperset(words) and source[:1].isupper()
    return is_called and (len(words) > 1 or not begins_sentence(folded.text, start))


def _is_short(folded: Folded, match: re.Match[str], word: str) -> bool:
    source, is_shouted = folded.source(*match.span()), folded.original.isupper()
    is_letters = source[1:2].isupper() and is_abbreviation(word) and not is_shouted
    if not source[:1].isupper() or is_letters or _is_of_a_place(folded.text, match):
        return False
    return not (lexicon.is_ordinary(word) and begins_sentence(folded.text, match.start()))


def _is_of_a_place(text: str, match: re.Match[str]) -> bool:
    """Whether more words make a place or a firm of it: "Val-de-Marne", "Max-Planck"."""
    start = match.start()
    is_joined = JOINED_TO_NEXT.match(text, start) or JOINED_TO_LAST.search(
        text[max(0, start - 2) : start]
    )
    return bool(is_joined or VALLEY.match(text, start))


def _is_signature(text: str, match: re.Match[str]) -> bool:
    """Whether it stands by itself on the last line."""
    return text[: match.start()].rstrip(" ").endswith("\n") and not text[match.end() :].strip(
        " .!\n"
    )


def _any_of(patterns: set[str]) -> str:
    if not patterns:
        return r"(?!)"
    longest_first = sorted(patterns, key=lambda pattern: (-len(pattern), pattern))
    return rf"(?:{'|'.join(longest_first)})(?!{LETTER})"


def _is_word(word: str) -> bool:
    """Whether it is a word of either language, a town or a diploma, rather than a name."""
    if lexicon.is_no_person(word):
        return True
    stems = {word.removesuffix(ending) for ending in ENDINGS}
    return not lexicon.is_first_name(word) and any(map(lexicon.is_ordinary, stems))


def _local(name: str) -> str:
    """Of an address of several words, all before its "@", as it would be written."""
    local = fold(name).partition("@")[0].partition("+")[0] if "@" in name else ""
    return local if len(LETTERS.findall(local)) > 1 else ""


def _initials(name: str) -> str:
    """Of three words or more, as a pattern: "CLM" or "C.L.M."."""
    letters = [word[0] for word in LETTERS.findall(fold(name))] if "@" not in name else []
    return r"\.?".join(letters) + r"\.?" if len(letters) > 2 else ""


def _words(name: str) -> list[str]:
    return LETTERS.findall(fold(name).partition("@")[0].partition("+")[0])


def _parts(name: str) -> set[str]:
    """Its words, and how they are glued together: "camillelefevre", "clefevre"."""
    words = _words(name)
    glued = {"".join(words)} if len(words) > 1 else set()
    if 1 < len(words) <= MOST_WORDS:
        glued |= {"".join(pair) for pair in permutations(words, 2)}
        glued |= {words[0][0] + "".join(words[1:]), *(words[0][0] + word for word in words[1:])}
    few = {word for word in words if len(word) == 2 and "@" not in name}
    few -= {word for word in words[1:-1] if word in lexicon.words("particles")}
    parts = {*words, *(form for form in glued if not _is_else(form))}
    return few | {p for p in parts if len(p) >= SHORTEST and not TOO_COMMON.fullmatch(p)}


def _is_else(glued: str) -> bool:
    """Whether it reads as a word or a town: "France" for Fabien Rance."""
    return _is_word(glued) or glued in lexicon.words("proper_nouns")
