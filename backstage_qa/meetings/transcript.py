"""Captions as a text to read: sentences that belong together, each with its moment."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .chapters import short_clock

SPACES = re.compile(r"[ \t\r\n]+")  # those of French punctuation stay
PAUSE = 2.0  # seconds after which a new paragraph begins
ENOUGH = 280  # characters after which a paragraph ends with the sentence
TOO_MUCH = 600
# "Claire: …", "- CLAIRE: …", ">> Claire : …": who speaks, at the beginning of a caption
NAMED = re.compile(r"[-–—>\s]*([^\W\d_])[^\n:.!?…]{0,40}:\s")
SENTENCE_END = (".", "!", "?", "…", "»", "”")


@dataclass
class Paragraph:
    """``start`` in whole seconds, where the film is to begin to hear it."""

    start: int
    text: str

    @property
    def clock(self) -> str:
        return short_clock(self.start)


@dataclass
class Part:
    """A chapter's paragraphs; the title is "" before the first, or where there are none."""

    start: int
    title: str
    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def clock(self) -> str:
        return short_clock(self.start)


def parts(cues: Iterable, chapters: Iterable[tuple[int, str]] = ()) -> list[Part]:
    """The whole text of (from, to, text), divided by chapters of (second, title)."""
    following = list(chapters)
    found: list[Part] = []
    last_end = 0.0
    for start, end, text in cues:
        line = SPACES.sub(" ", text)
        # A caption that begins at most a second before a chapter belongs to it.
        while following and start >= following[0][0] - 1:
            found.append(Part(*following.pop(0)))
        if not found:
            found.append(Part(0, ""))
        paragraphs = found[-1].paragraphs
        is_new = _names_somebody(text) or start - last_end > PAUSE
        if not paragraphs or is_new or _is_full(paragraphs[-1].text):
            paragraphs.append(Paragraph(int(start), line))
        else:
            paragraphs[-1].text += f" {line}"
        last_end = end
    return found


def _names_somebody(text: str) -> bool:
    begins = NAMED.match(text)
    return bool(begins and begins[1].isupper())


def _is_full(text: str) -> bool:
    ends = text.endswith(SENTENCE_END)
    return len(text) > TOO_MUCH or (len(text) > ENOUGH and ends)


def as_text(cues: Iterable) -> str:
    """The transcript as a plain text, a paragraph on each line."""
    whole = [paragraph for part in parts(cues) for paragraph in part.paragraphs]
    return "\n\n".join(f"[{paragraph.clock}] {paragraph.text}" for paragraph in whole) + "\n"
