"""Caption files, WebVTT or SRT, as people send them: read, or refused with the line and why."""

import html
import io
import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from webvtt import WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

MOST_BYTES = 2_000_000
MOST_CUES = 20_000
LONGEST_CUE = 1_000  # characters
TIMING = r"\s*{0}\s*-->\s*{0}(?=\s|$)"
CLOCK = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)"
VTT_TIMING = re.compile(TIMING.format(CLOCK + r"\.(\d{3})"))
LOOSE_TIMING = re.compile(TIMING.format(CLOCK + r"[,.](\d{1,3})"))  # of SRT, and typed
HEADER = re.compile(r"WEBVTT(?=\s|$)")
PLACING = re.compile(r"\{\\[^}]*\}")  # such as {\an8}, in SRT
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class CaptionError(ValidationError):
    """What is wrong with a line of a file: its number, and the reason."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(_("Line %(line)s: %(reason)s.") % {"line": line, "reason": reason})
        self.line, self.reason = line, reason


@dataclass(frozen=True)
class Cue:
    """A piece of text and when it is shown, in seconds; ``line`` is where its file says so."""

    start: float
    end: float
    text: str
    line: int = field(default=0, compare=False)


def parse(content: bytes) -> list[Cue]:
    """The cues of a file, in order, without markup. Raises ``ValidationError``."""
    text = decoded(content)
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line), len(lines))
    if is_vtt := is_webvtt(text):
        times = _times(lines, VTT_TIMING)
    else:
        times = _times(lines, LOOSE_TIMING)
        _look_like_srt(lines, first, times)
        lines = _srt_as_vtt(lines, times)
    if not times:
        raise ValidationError(_("There is no caption in this file."))
    cues = []
    for (number, start, end), said in zip(times, _texts(lines[first:], times), strict=True):
        shown = said if is_vtt else PLACING.sub("", said)
        shown = UNSEEN.sub("", html.unescape(shown)).strip()
        if len(shown) > LONGEST_CUE:
            raise CaptionError(number, _("this caption is longer than anybody can read"))
        if shown:
            cues.append(Cue(start, end, shown, number))
    if not cues:
        raise ValidationError(_("There is no caption in this file."))
    return cues


def is_webvtt(text: str) -> bool:
    return bool(HEADER.match(text.lstrip("\r\n")))


def decoded(content: bytes) -> str:
    """The text of a file, its lines divided by "\\n". Raises ``ValidationError``."""
    if len(content) > MOST_BYTES:
        raise ValidationError(_("This file is too large for captions."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content[: error.start].count(b"\n") + 1
        raise CaptionError(
            number, _("the file is not in UTF-8; save it anew in this encoding")
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _look_like_srt(lines: list[str], first: int, times: list[tuple[int, float, float]]) -> None:
    """Refuse what would be lost: SRT is blocks, divided by empty lines, each with its times."""
    if first == len(lines):
        raise ValidationError(_("There is no caption in this file."))
    if lines[first].strip().upper().startswith("WEBVTT"):
        raise CaptionError(
            first + 1, _("it begins with the word WEBVTT in capitals, and with nothing before it")
        )
    if not times:
        raise ValidationError(_("This is neither a WebVTT nor an SRT file."))
    timed, begins = {number for number, _start, _end in times}, first
    for number, line in enumerate([*lines, ""]):
        if line.strip():
            continue
        block = range(begins, number)
        if block and not timed.intersection(line + 1 for line in block):
            raise CaptionError(begins + 1, _("there are no times above this text"))
        begins = number + 1


def _srt_as_vtt(lines: list[str], times: list[tuple[int, float, float]]) -> list[str]:
    """The same lines in the other format, whose captions need no number but may have one."""
    written = ["WEBVTT", "", *(line if line.strip() else "" for line in lines)]
    for number, start, end in times:
        written[number + 1] = f"{clock(start)} --> {clock(end)}"
    return written


def _texts(lines: list[str], times: list[tuple[int, float, float]]) -> list[str]:
    """What is said at each of these times, markup removed, of a WebVTT document."""
    try:
        parsed = WebVTT.from_buffer(io.StringIO("\n".join(lines)), format="vtt")
        texts = [caption.text for caption in parsed]
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as error:
        raise ValidationError(_("This is neither a WebVTT nor an SRT file.")) from error
    if len(texts) != len(times):  # a block the library does not take for one
        raise CaptionError(
            times[min(len(texts), len(times) - 1)][0], _("no caption was found here")
        )
    return texts


def _times(lines: list[str], timing: re.Pattern) -> list[tuple[int, float, float]]:
    """(line number, from, to) of each caption."""
    found: list[tuple[int, float, float]] = []
    for number, line in enumerate(lines, start=1):
        if "-->" not in line:
            continue
        match = timing.match(line)
        if match is None:
            raise CaptionError(number, _("these times cannot be read"))
        start, end = times_of(match)
        if end <= start:
            raise CaptionError(number, _("this caption ends before it begins"))
        if found and start < found[-1][1]:
            raise CaptionError(number, _("this caption begins before the one above it"))
        found.append((number, start, end))
        if len(found) > MOST_CUES:
            raise CaptionError(number, _("there are more captions than a film can have"))
    return found


def times_of(match: re.Match) -> tuple[float, float]:
    """From and to, in seconds."""
    return _seconds(match.groups()[:4]), _seconds(match.groups()[4:])


def _seconds(clock) -> float:
    hours, minutes, seconds, fraction = clock
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction}")


def as_vtt(cues) -> str:
    """A WebVTT document of (from, to, text); nothing in a text is markup."""
    blocks = [f"{clock(start)} --> {clock(end)}\n{escaped(text)}" for start, end, text in cues]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def clock(seconds: float) -> str:
    """Such as "01:02:03.500"."""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def escaped(text: str) -> str:
    """As it stands in a file: an empty line would end the caption, an arrow begin another."""
    lines = [line.strip() for line in text.splitlines()]
    return html.escape("\n".join(filter(None, lines)), quote=False)
