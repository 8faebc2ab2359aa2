"""The asker's own names, as given by their account."""

import re
from collections.abc import Iterable, Iterator

from .folding import Folded, fold

SHORTEST = 3
LETTERS = re.compile(r"[^\W\d_]+")
# Parts of names and of addresses that are words like others
TOO_COMMON = re.compile(
    r"aux|avec|chez|contact|contacto|dans|den|der|des|del|don|for|from|hello|info|job|jobs|les"
    r"|mail|monsieur|madame|mes|mme|mon|mrs|perso|pour|pro|recrutement|sainte|saint|sur|the"
    r"|une|van|von|work|emploi|candidat|candidate|email|noreply|admin|test|with|you"
)


def names(folded: Folded, given: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Spans of these names, whole or in part; of an e-mail address, its local part."""
    parts = sorted(_parts(given), key=len, reverse=True)
    if not parts:
        return
    part = rf"(?:{'|'.join(map(re.escape, parts))})(?![^\W\d_])"
    pattern = re.compile(rf"(?<![^\W\d_]){part}(?:[ ._'-]{{1,2}}{part})*")
    for match in pattern.finditer(folded.text):
        yield match.span()


def _parts(given: Iterable[str]) -> set[str]:
    found = set()
    for name in given:
        local = fold(name).partition("@")[0].partition("+")[0]
        words = [*LETTERS.findall(local), "".join(LETTERS.findall(local))]
        found |= {
            word for word in words if len(word) >= SHORTEST and not TOO_COMMON.fullmatch(word)
        }
    return found
