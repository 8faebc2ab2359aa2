"""The asker's own names, as given by their account."""

import re
from collections.abc import Iterable, Iterator

from . import lexicon
from .folding import Folded, fold
from .reading import begins_sentence

SHORTEST = 3
LETTERS = re.compile(r"[^\W\d_]+")
# Parts of names and of addresses that are words like others
TOO_COMMON = re.compile(
    r"aux|avec|chez|contact|contacto|dans|den|der|des|del|don|for|from|hello|info|job|jobs|les"
    r"|mail|monsieur|madame|mes|mme|mon|mrs|perso|pour|pro|recrutement|sainte|saint|sur|the"
    r"|une|van|von|work|emploi|candidat|candidate|email|noreply|admin|test|with|you"
)
ENDINGS = ("", "s", "r", "rs", "er", "ers")


def names(folded: Folded, given: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Spans of these names, whole or in part; of an e-mail address, its local part.

    A word like others names nobody by itself: "people.pleaser@…" is no Mr People. It counts beside
    a part that is only a name; of a full name, also where it stands with a capital.
    """
    given = list(given)
    called = {part for name in given if "@" not in name for part in _parts(name)}
    parts = called.union(*(_parts(name) for name in given))
    whole = {local for name in given if (local := _local(name))}
    if not parts | whole:
        return
    part = _any_of(parts)
    pattern = re.compile(rf"(?<![^\W\d_])(?:{_any_of(whole)}|{part}(?:[ ._'-]{{1,2}}{part})*)")
    for match in pattern.finditer(folded.text):
        if match[0] in whole or _is_name(folded, match, called):
            yield match.span()


def _is_name(folded: Folded, match: re.Match[str], called: set[str]) -> bool:
    words = LETTERS.findall(match[0])
    if not all(_is_word(word) for word in words):
        return True
    is_capital = folded.source(*match.span())[:1].isupper()
    is_called = called.issuperset(words) and is_capital
    return is_called and not begins_sentence(folded.text, match.start())


def _any_of(words: set[str]) -> str:
    if not words:
        return r"(?!)"
    longest_first = sorted(words, key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, longest_first))})(?![^\W\d_])"


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


def _parts(name: str) -> set[str]:
    local = fold(name).partition("@")[0].partition("+")[0]
    words = [*LETTERS.findall(local), "".join(LETTERS.findall(local))]
    return {word for word in words if len(word) >= SHORTEST and not TOO_COMMON.fullmatch(word)}
