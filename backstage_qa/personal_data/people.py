"""Other people, as they are called: a civility and a name."""

import re
from collections.abc import Iterator
from itertools import islice

from .folding import Folded

CIVILITY = r"(?:mme|mlle|m\.|mr\.?|mrs\.?|ms\.?|miss|dr\.?|monsieur|madame|mademoiselle)"
NAMED = re.compile(rf"(?<![\w.]){CIVILITY}[ ](?P<name>[a-z][a-z' -]*[a-z])")
# Whoever is greeted or thanked is the one who answers, and named there.
GREETED = re.compile(r"(?:bonjour|bonsoir|chere?|merci|dear|hello|hi|hey|thanks|thank you)[ ,]*$")
PARTICLES = frozenset(
    {"de", "du", "des", "d'", "van", "von", "der", "den", "ben", "el", "da", "di"}
)
# What follows a civility and names nobody
NOBODY = re.compile(
    r"(?:le |la |l')?(?:direct|presid|recrut|ministre|maire|responsable)\w*"
    r"|(?:tout[ -]le[ -]monde|michu|lambda|fix-it|right|average|nobody|or|and|et|ou)(?![a-z])"
)
WORD = re.compile(r"[^ ]+")
MOST_WORDS = 4


def people(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of the names, without the civility, that stand with a capital."""
    for match in NAMED.finditer(folded.text):
        civility = folded.source(match.start(), match.start("name")).strip()
        is_said = civility[:1].isupper() and (len(civility) < 3 or not civility.isupper())
        is_greeting = GREETED.search(folded.text, 0, match.start())
        end = _end_of_name(folded, *match.span("name"))
        if is_said and not is_greeting and end > match.start("name"):
            yield match.start("name"), end


def _end_of_name(folded: Folded, start: int, end: int) -> int:
    """Where the capitals end; ``start`` where there is no name."""
    last = start
    if NOBODY.match(folded.text, start, end):
        return start
    for word in islice(WORD.finditer(folded.text, start, end), MOST_WORDS):
        if folded.source(*word.span())[:1].isupper():
            last = word.end()
        elif word[0] not in PARTICLES:
            break
    return last if last - start > 2 else start
