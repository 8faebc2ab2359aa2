"""Finding personal data in what people write: addresses, numbers, dates of birth, names.

Detectors point out; a person decides. They read both languages at once, as
candidates mix them.
"""

import re
from collections.abc import Iterable

from . import addresses, births, homes, identities, links, payments, people, phones
from .finding import Finding, Kind
from .folding import Folded, fold
from .names import names as own_names

__all__ = ["MARKER", "Finding", "Kind", "find", "mask"]

# The sign of an omission in every language we publish in: no translation can
# go wrong, and nothing tells what stood there.
MARKER = "[…]"

DETECTORS = {
    Kind.EMAIL: addresses.emails,
    Kind.LINK: links.links,
    Kind.IBAN: payments.ibans,
    Kind.NATIONAL_ID: identities.national_ids,
    Kind.CARD: payments.cards,
    Kind.PHONE: phones.phones,
    Kind.HANDLE: links.handles,
    Kind.BIRTH: births.births,
    Kind.POSTAL: homes.homes,
    Kind.STUDENT: identities.student_numbers,
    Kind.EMPLOYEE: identities.employee_numbers,
    Kind.PLATE: identities.plates,
    Kind.PERSON: people.people,
}
WORD = re.compile(r"\w+")
PRIORITY = {kind: rank for rank, kind in enumerate(Kind)}


def find(text: str, names: Iterable[str] = (), shown: Iterable[str] = ()) -> list[Finding]:
    """Personal data in a text, in order and without overlaps.

    ``names`` are the asker's own: full names and e-mail addresses, in any case
    and with or without accents. ``shown`` are those under which people stand on
    the page anyway: they give nobody away.
    """
    folded = Folded(text)
    known = {word for name in shown for word in WORD.findall(fold(name))}
    found = [
        (kind, folded.span(start, end))
        for kind, detector in DETECTORS.items()
        for start, end in detector(folded)
        if kind != Kind.PERSON or not known.issuperset(WORD.findall(folded.text[start:end]))
    ]
    found += [(Kind.NAME, folded.span(*span)) for span in own_names(folded, names, known)]
    return [Finding(kind, start, end, text[start:end]) for kind, start, end in _united(found)]


def mask(text: str, names: Iterable[str] = (), shown: Iterable[str] = ()) -> str:
    """The text with every finding replaced by ``MARKER``."""
    parts, position = [], 0
    for finding in find(text, names, shown):
        parts += [text[position : finding.start], MARKER]
        position = finding.end
    return "".join([*parts, text[position:]])


def _united(found) -> list[tuple[Kind, int, int]]:
    """Overlapping findings as one: whatever any detector saw is covered."""
    united: list[tuple[Kind, int, int]] = []
    for kind, (start, end) in sorted(found, key=lambda item: item[1]):
        if united and start < united[-1][2]:
            first, first_start, first_end = united[-1]
            kind = min(first, kind, key=PRIORITY.__getitem__)
            united[-1] = (kind, first_start, max(first_end, end))
        else:
            united.append((kind, start, end))
    return united
