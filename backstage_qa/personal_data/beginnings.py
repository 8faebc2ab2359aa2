"""Where a name that was found begins: without what clings to it, with what belongs to it."""

import re

from . import lexicon
from .folding import Folded
from .reading import Word, is_no_surname

# Before a surname that is known: "J.-P. Morel", but not "M. Morel"
INITIALS = re.compile(r"(?<![\w.])(?!m\. $)[^\W\d_]\.(?:[ -]?[^\W\d_]\.){0,2} ?$")
LAST = re.compile(r"(?<!\w)([^\W\d_]{2,20}) $")
# A line may begin with a surname in capitals
HEAD = re.compile(r"(?:^|[\n:,(])\s*([^\W\d_]{3,20}) $")


def start_of(folded: Folded, name: list[Word]) -> int:
    start = name[0].start + _elided(name[0])
    initials = INITIALS.search(folded.text, max(0, start - 12), start)
    is_led = initials and folded.source(*initials.span()).rstrip().isupper()
    if initials and is_led:
        return initials.start()
    family = _family_first(folded, name, start)
    return _surname_first(folded, name, start) if family is None else family


def _elided(first: Word) -> int:
    """How long the little word is that clings to a name: "l'avis d'Isidore"."""
    bare = first.bare
    is_whole = bare == first.text or lexicon.may_be_first_name(first.text)
    if is_whole or not first.source[-len(bare) :][:1].isupper() or first.source[:1].isupper():
        return 0
    return len(first.text) - len(bare) if lexicon.may_be_first_name(bare) else 0


def _family_first(folded: Folded, name: list[Word], start: int) -> int | None:
    """Where a family's name stands before a middle one: "Ngo Van Tuan"."""
    match = LAST.search(folded.text, max(0, start - 22), start)
    if not match or not name[0].is_capital or name[0].text not in lexicon.words("particles"):
        return None
    is_family = lexicon.is_surname(match[1]) and not lexicon.is_no_person(match[1])
    is_capital = folded.source(*match.span(1))[:1].isupper()
    return match.start(1) if is_family and is_capital else None


def _surname_first(folded: Folded, name: list[Word], start: int) -> int:
    """Where a line begins with a surname in capitals, a word or not: "PIGEON Eleanor"."""
    match = HEAD.search(folded.text, max(0, start - 30), start)
    if not match or name[0].source.isupper() or not name[0].is_capital:
        return start
    if is_no_surname(match[1]) or lexicon.is_no_person(match[1]):
        return start
    return match.start(1) if folded.source(*match.span(1)).isupper() else start
