"""Captions as rows that people correct: times and text as they are typed."""

import hashlib
import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import caption_times, captions

ADDED = 2.0  # seconds that a new caption is shown


@dataclass(frozen=True)
class Row:
    """``start`` and ``end`` as typed, such as "00:01.500"."""

    start: str
    end: str
    text: str

    @property
    def timing(self) -> str:
        return " ".join(f"{self.start} --> {self.end}".split())

    @property
    def times(self) -> tuple[float, float] | None:
        """In seconds; None for what cannot be read."""
        found = caption_times.LOOSE_TIMING.match(self.timing)
        return caption_times.times_of(found) if found else None

    @property
    def line(self) -> str:
        """What stands above the text in a WebVTT file; as typed where it cannot be read."""
        return " --> ".join(map(caption_times.clock, self.times)) if self.times else self.timing


def row_of(start: float, end: float, text: str) -> Row:
    return Row(caption_times.clock(start), caption_times.clock(end), text)


def stamp_of(cues: list, first: int, count: int) -> str:
    """Tells whether what a page shows is still so: its cues, and how many there are in all."""
    shown = [[float(start), float(end), text] for start, end, text in cues[first : first + count]]
    return hashlib.sha256(json.dumps([len(cues), shown]).encode()).hexdigest()


def read(rows: list[Row]) -> list[list]:
    """The cues of rows, by the reader of files; rows without a text are left out.

    Raises ``ValidationError`` that names the caption by its number.
    """
    lines, numbers = ["WEBVTT", ""], {}
    for number, row in enumerate(rows, start=1):
        if text := captions.escaped(row.text):
            numbers[len(lines) + 1] = number
            lines += [row.line, *text.split("\n"), ""]
    try:
        found = captions.parse("\n".join(lines).encode())
    except caption_times.CaptionError as error:
        number = max(at for line, at in numbers.items() if line <= error.line)
        words = {"number": number, "reason": error.reason}
        text = _("Caption %(number)s: %(reason)s.") % words
        raise ValidationError(text, params={"row": number}) from error
    return [[cue.start, cue.end, cue.text] for cue in found]


def split(row: Row, caret: int | None) -> list[Row]:
    """Two of one: at the place in its text, else between the words nearest to its middle.

    The time is shared as the text is. What cannot be divided stays one.
    """
    text = row.text.replace("\r\n", "\n")
    if caret is None or not text[:caret].strip() or not text[caret:].strip():
        gaps = [place for place, character in enumerate(text) if character.isspace()]
        caret = min(gaps, key=lambda place: abs(place - len(text) / 2), default=None)
    if caret is None or row.times is None:
        return [row]
    start, end = row.times
    middle = start + (end - start) * caret / len(text)
    before, after = text[:caret].strip(), text[caret:].strip()
    return [row_of(start, middle, before), row_of(middle, end, after)]


def join(row: Row, following: Row) -> Row:
    return Row(row.start, following.end, f"{row.text.strip()} {following.text.strip()}")


def after(row: Row) -> Row:
    """An empty one to be filled in."""
    start = row.times[1] if row.times else 0.0
    return row_of(start, start + ADDED, "")
