"""The chapters of a film as people type them, a time and a title on each line, or as WebVTT."""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import captions

Written = tuple[int, int | None, str]  # line, second (None if it has none), title

# After an hour, minutes are below sixty
CLOCK = re.compile(r"(?:([0-9]{1,2}):(?=[0-5]?[0-9]:))?([0-9]{1,2}):([0-5][0-9])")
LINE = re.compile(rf"({CLOCK.pattern})\s+(\S.*)")
FEWEST = 3
ASKS = re.compile(r"\?[\s\"”’»)\].…!?]*$")
SHORTEST = 10  # seconds
LONGEST_TITLE = 200


def parse(text: str, duration: float) -> list[tuple[int, str]]:
    """(second, title) of each line that is not empty, or of each cue; [] for an empty text.

    The rules are those that players and search engines share: the first begins
    at 0:00, there are three at least, in order, each of ten seconds at least.
    Raises ``ValidationError`` that names every line that breaks one.
    """
    read = _read_webvtt if captions.is_webvtt(text) else _read_lines
    chapters: list[tuple[int, str]] = []
    problems = []
    for number, start, title in read(text):
        if start is None:
            problems.append((number, _("write a time and a title, such as 12:40 What it takes")))
            continue
        if problem := _problem(start, title, chapters, duration):
            problems.append((number, problem))
        chapters.append((start, title))
    if problems:
        said = [_("Line %(line)s: %(reason)s.") % {"line": n, "reason": r} for n, r in problems]
        raise ValidationError(said)
    if chapters and len(chapters) < FEWEST:
        raise ValidationError(_("A film has three chapters at least, or none."))
    return chapters


def _read_lines(text: str) -> Iterator[Written]:
    for number, line in enumerate(text.splitlines(), start=1):
        if match := LINE.fullmatch(line.strip()):
            yield number, seconds_of(match[1]), match[5]
        elif line.strip():
            yield number, None, ""


def _read_webvtt(text: str) -> Iterator[Written]:
    for cue in captions.parse(text.encode()):
        yield cue.line, int(cue.start), " ".join(cue.text.split())


def _problem(start: int, title: str, before: list[tuple[int, str]], duration: float) -> str:
    if len(title) > LONGEST_TITLE:
        return _("this title is too long")
    if not before:
        return "" if start == 0 else _("the first chapter begins at 0:00")
    if start <= before[-1][0]:
        return _("this chapter begins before the one above it")
    if start - before[-1][0] < SHORTEST:
        return _("the chapter above lasts less than ten seconds")
    if start + SHORTEST > duration:
        return _("this chapter begins after the end of the film, or lasts less than ten seconds")
    return ""


def moves(before: list[tuple[int, str]], after: list[tuple[int, str]]) -> dict[int, int]:
    """From the second of each chapter before to the one where it begins now.

    It is known by its title; one whose title is new, or is not its alone, by its second.
    Chapters that are gone are left out.
    """
    found = {start: start for start, _title in {*before} & {*after}}
    for start, title in before:
        same = [second for second, new in after if new == title]
        if start not in found and len(same) == 1 and same[0] not in found.values():
            found[start] = same[0]
    free = {second for second, _title in after} - {*found.values()}
    return found | {
        start: start for start, _title in before if start not in found and start in free
    }


def asks(title: str) -> bool:
    """Whether a title reads like a question, which may stand in quotation marks."""
    return bool(ASKS.search(title))


def as_lines(chapters) -> str:
    """What ``parse`` reads, of (second, title)."""
    return "\n".join(f"{short_clock(start)} {title}" for start, title in chapters)


def seconds_of(clock: str) -> int:
    """Of "12:40" or "1:02:03". Raises ``ValidationError``."""
    if match := CLOCK.fullmatch(clock):
        hours, minutes, seconds = (int(number or 0) for number in match.groups())
        return hours * 3600 + minutes * 60 + seconds
    raise ValidationError(_("Write minutes and seconds, such as 48:05, or hours too: 1:12:30."))


def short_clock(seconds: float) -> str:
    """Such as "12:40" or "1:02:03"."""
    minutes, rest = divmod(int(seconds), 60)
    if minutes < 60:
        return f"{minutes}:{rest:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
