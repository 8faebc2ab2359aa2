"""When captions are shown: read from the lines of a file, or refused with the line and why."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_CUES = 20_000
TIMING = r"\s*{0}\s*-->\s*{0}(?=\s|$)"
CLOCK = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)"
VTT_TIMING = re.compile(TIMING.format(CLOCK + r"\.(\d{3})"))
LOOSE_TIMING = re.compile(TIMING.format(CLOCK + r"[,.](\d{1,3})"))  # of SRT, and typed
# As word processors and other tools write it: "->", "–>", "→"; or as a web page does
OTHER_ARROW = re.compile(rf"\s*{CLOCK}[,.]\d+\s*[-–—−=]*[>→]\s*{CLOCK}[,.]\d")
ESCAPED_ARROW = "--&gt;"

Times = list[tuple[int, float, float]]  # line number, from, to of each caption


class CaptionError(ValidationError):
    """What is wrong with a line of a file: its number, and the reason."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(_("Line %(line)s: %(reason)s.") % {"line": line, "reason": reason})
        self.line, self.reason = line, reason


def times_in(lines: list[str], timing: re.Pattern) -> Times:
    """Those of every caption, in order. Raises ``CaptionError``."""
    found: Times = []
    for number, line in enumerate(lines, start=1):
        if "-->" not in line:
            if OTHER_ARROW.match(line) or (ESCAPED_ARROW in line and not found):
                raise CaptionError(number, _("write the arrow between its times as “-->”"))
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


def clock(seconds: float) -> str:
    """Such as "01:02:03.500"."""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
