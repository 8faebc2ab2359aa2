"""What an import did, and what it left out and why: kept short in memory, whole in a file."""

import json
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import TextIO

from .texts import Place

PLACES_TOLD = 5
REASONS_TOLD = 50


class Outcome(StrEnum):
    IMPORTED = "imported"
    UPDATED = "updated"
    PUBLISHED = "published"  # nothing else about it changed
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


class Report:
    """Counts outcomes; writes each as a line of JSON to ``file`` if there is one."""

    def __init__(self, file: TextIO | None = None) -> None:
        self.file = file
        self.counts: Counter[Outcome] = Counter()
        self.reasons: Counter[str] = Counter()
        self.places: dict[str, list[Place]] = {}

    def add(self, outcome: Outcome, place: Place, why: str = "", thread: int | None = None) -> None:
        self.counts[outcome] += 1
        if why:
            known = why in self.reasons or len(self.reasons) < REASONS_TOLD
            reason = why if known else "for other reasons"
            self.reasons[reason] += 1
            places = self.places.setdefault(reason, [])
            if len(places) < PLACES_TOLD:
                places.append(place)
        if self.file:
            line = {"file": place.file, "row": place.row, "outcome": outcome.value}
            line |= {"why": why} if why else {}
            line |= {"thread": thread} if thread else {}
            self.file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def skip(self, place: Place, why: str) -> None:
        self.add(Outcome.SKIPPED, place, why)

    def lines(self) -> Iterator[str]:
        """For people: the counts, then each reason with its first places."""
        done = [outcome for outcome in Outcome if outcome != Outcome.SKIPPED]
        yield f"Questions: {', '.join(f'{self.counts[outcome]} {outcome}' for outcome in done)}."
        yield f"Rows skipped: {self.counts[Outcome.SKIPPED]}."
        for reason, count in self.reasons.most_common():
            more = "; …" if count > PLACES_TOLD else ""
            yield f"  {count}: {reason} ({_in_words(self.places[reason])}{more})"


def _in_words(places: list[Place]) -> str:
    """Such as "Posts.xml 3, 4; Comments.xml 9"."""
    rows: dict[str, list[str]] = {}
    for place in places:
        rows.setdefault(place.file, []).append(str(place.row))
    return "; ".join(f"{file} {', '.join(numbers)}" for file, numbers in rows.items())
