"""Names after a civility: "Mme Boulanger", "mr patel", "Dr van Loon"."""

import re
from collections.abc import Iterator

from . import lexicon
from .folding import Folded
from .introductions import CUES
from .reading import Word, is_no_surname, name_at, word_at
from .unlisted import NOBODY

# A subject is taught, not a name: "professeur de Droit"
TRADE = re.compile(r"(?:prof|doct|mait)\w*\.? (?:de|du|des|d'|en|of)(?!\w)")
LED = re.compile(rf"(?:de la|st\.|{lexicon.any_of('particles')}) ")
# Who greets in lower case names whom they greet so: "bonjour madame fontaine"
GREETED = re.compile(
    r"(?<!\w)(?:bonjour|bonsoir|salut|merci|chere?|hello|hi|hey|dear|thanks|thank you) $"
)
SURE = re.compile(r"(?<!\w)(?:mr|mme|mlle|mrs)\.? ?$")
SHORT_CIVILITIES = frozenset({"mr", "mme", "mlle", "mrs", "ms", "miss", "dr"})


def civil(folded: Folded) -> Iterator[list[Word]]:
    for match in CUES["civility"].finditer(folded.text):
        civility = folded.source(match.start(), match.end()).strip()
        is_shouted = len(civility.strip(".")) > 1 and civility.isupper()
        is_short = civility.lower().strip(".") in SHORT_CIVILITIES
        if NOBODY.match(folded.text, match.end()) or TRADE.match(folded.text, match.start()):
            continue
        name = name_at(folded, match.end(), lower=is_short)
        if not name:
            is_lower = is_short or bool(GREETED.search(folded.text, 0, match.start()))
            name = _surname_at(folded, match.end(), lower=is_lower)
        is_told = name and (name[0].source.isupper() or _is_only_surname(name[0]))
        if name and (is_told or not is_shouted):
            yield name


def _is_only_surname(word: Word) -> bool:
    return lexicon.is_surname(word.bare) and not lexicon.is_ordinary(word.bare)


def _is_lower_surname(folded: Folded, word: Word) -> bool:
    """Whether it is one, as any longer word is after "mr" and "mme"."""
    is_sure = SURE.search(folded.text, max(0, word.start - 6), word.start) and len(word.text) > 3
    return bool(is_sure) or lexicon.is_surname(word.text)


def _surname_at(folded: Folded, start: int, *, lower: bool = False) -> list[Word]:
    """After a civility, a surname as no other is: "Mme Boulanger", "M. de Saint-Aubin"."""
    led = LED.match(folded.text, start)
    first, word = word_at(folded, start), word_at(folded, led.end() if led else start)
    if not first or not word or word.is_initial or len(word.text) < 3:
        return []
    if not word.is_capital and not (lower and not led and _is_lower_surname(folded, word)):
        return []
    if is_no_surname(word.text):
        return []
    return [first, word] if led else [word]
