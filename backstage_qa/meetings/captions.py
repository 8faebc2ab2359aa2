"""Caption files, WebVTT or SRT, as people send them: read, or refused with the line and why."""

import codecs
import html
import io
import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from webvtt import Caption, WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

from . import voices
from .caption_times import LOOSE_TIMING, VTT_TIMING, CaptionError, Times, clock, times_in

MOST_BYTES = 2_000_000
LONGEST_CUE = 1_000  # characters
NO_SPEECH = re.compile(r"(?:NOTE|STYLE|REGION)(?=\s|$)")
# "<" that begins no tag of ours: an address, a sum, somebody's name
NO_TAG = re.compile(
    r"<(?!/?(?:c|i|b|u|s|v|lang|ruby|rt|font|span)(?=[\s.>/])[^<>]*>|/?>|[0-9:]+\.[0-9]{3}>)",
    re.IGNORECASE,
)
# A line may break within a tag, between its name and who speaks; times are no end of it.
SPLIT_TAG = re.compile(
    r"<(?:v|lang)(?:\.[^\s<>]*)?(?:[^<>\n]*\n(?!\n|[^\n]*-->))+[^<>\n]*>", re.IGNORECASE
)
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
FALLBACK = "windows-1252"
HEADER = re.compile(r"WEBVTT(?=\s|$)")
PLACING = re.compile(r"\{(?:\\[^}]*|/?[biu])\}", re.IGNORECASE)  # such as {\an8}, in SRT
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Cue:
    """A piece of text and when it is shown, in seconds; ``line`` is where its file says so."""

    start: float
    end: float
    text: str
    line: int = field(default=0, compare=False)


def parse(content: bytes, language: str = "") -> list[Cue]:
    """The cues of a file, in order, without markup. Raises ``ValidationError``.

    Where a ``language`` is given, who speaks is written before it, as that language does.
    """
    text = decoded(content)
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line), len(lines))
    if is_vtt := is_webvtt(text):
        times = times_in(lines, VTT_TIMING)
    else:
        times = times_in(lines, LOOSE_TIMING)
        _look_like_srt(lines, first, times)
    if not times:
        raise ValidationError(_("There is no caption in this file."))
    _refuse_untimed(lines, first, times, is_vtt)
    written = _without_numbers(lines, times)
    written = written[first:] if is_vtt else _srt_as_vtt(written, times)
    cues = []
    for (number, start, end), said in zip(times, _texts(written, times, language), strict=True):
        shown = said if is_vtt else PLACING.sub("", said)
        shown = UNSEEN.sub("", html.unescape(shown)).strip()
        if len(shown) > LONGEST_CUE:
            raise CaptionError(number, _("this caption is longer than anybody can read"))
        if shown:
            cues.append(Cue(start, end, shown, number))
    if not cues:
        raise ValidationError(_("There is no caption in this file."))
    return cues


def refuse_late(cues: list[Cue], duration: float) -> None:
    """Raise ``CaptionError`` where a caption begins after the end: it is another film's file."""
    if late := next((cue for cue in cues if cue.start >= duration), None):
        raise CaptionError(late.line, _("this caption begins after the end of the film"))


def is_webvtt(text: str) -> bool:
    return bool(HEADER.match(text.lstrip("\r\n")))


def decoded(content: bytes) -> str:
    """The text of a file, its lines divided by "\\n". Raises ``ValidationError``."""
    if len(content) > MOST_BYTES:
        raise ValidationError(_("This file is too large for captions."))
    encoding = encoding_of(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        number = content[: error.start].count(b"\n") + 1
        raise CaptionError(number, _("a letter is unreadable; save the file as UTF-8")) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def encoding_of(content: bytes) -> str:
    """What the file says; of one that is no Unicode at all, the usual one of old French tools."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        # Where other letters are right in UTF-8, a part is damaged: nothing may be guessed.
        if content.decode("utf-8", errors="ignore").isascii():
            return FALLBACK
    return "utf-8-sig"


def guessed(content: bytes) -> str:
    """The first line whose letters rest on a guess of the encoding, to be looked at; or ""."""
    if encoding_of(content) != FALLBACK:
        return ""
    return next(line.strip() for line in decoded(content).split("\n") if not line.isascii())


def _look_like_srt(lines: list[str], first: int, times: Times) -> None:
    if first == len(lines):
        raise ValidationError(_("There is no caption in this file."))
    if lines[first].strip().upper().startswith("WEBVTT"):
        raise CaptionError(
            first + 1, _("it begins with the word WEBVTT in capitals, and with nothing before it")
        )
    if not times:
        raise ValidationError(_("This is neither a WebVTT nor an SRT file."))


def _refuse_untimed(lines: list[str], first: int, times: Times, is_vtt: bool) -> None:
    """Refuse what would be lost: text is in blocks between empty lines, each with its times.

    A name or number may stand above them. The first block of WebVTT is its header.
    """
    timed, begins, is_header = {number for number, _start, _end in times}, first, is_vtt
    for number, line in enumerate([*lines, ""]):
        if line if is_vtt else line.strip():
            continue
        block, begins_at = lines[begins:number], begins + 1
        begins = number + 1
        if not block or is_header:
            is_header = is_header and not block
            continue
        timed_at = (at for at in range(len(block)) if begins_at + at in timed)
        above = next(timed_at, len(block) + 1)
        is_aside = is_vtt and above > len(block) and NO_SPEECH.match(block[0])
        if above > 1 and not is_aside:
            raise CaptionError(begins_at, _("there are no times above this text"))


def _without_numbers(lines: list[str], times: Times) -> list[str]:
    """Without that of a caption that no empty line divides from the text above it."""
    written = list(lines)
    for count, (number, _start, _end) in enumerate(times, start=1):
        if number > 2 and lines[number - 2].strip() == str(count):
            written[number - 2] = ""
    return written


def _srt_as_vtt(lines: list[str], times: Times) -> list[str]:
    """The same lines in the other format, whose captions need no number but may have one."""
    written = ["WEBVTT", "", *(line if line.strip() else "" for line in lines)]
    for number, start, end in times:
        written[number + 1] = f"{clock(start)} --> {clock(end)}"
    return written


def _texts(lines: list[str], times: Times, language: str) -> list[str]:
    """What is said at each of these times, markup removed, of a WebVTT document."""
    lines = SPLIT_TAG.sub(_on_one_line, "\n".join(lines)).split("\n")
    lines = [NO_TAG.sub("&lt;", BREAK.sub(" ", line)) for line in lines]
    try:
        parsed = WebVTT.from_buffer(io.StringIO("\n".join(lines)), format="vtt")
        texts = [caption.raw_text for caption in parsed]
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as error:
        raise ValidationError(_("This is neither a WebVTT nor an SRT file.")) from error
    if len(texts) != len(times):  # a block the library does not take for one
        raise CaptionError(
            times[min(len(texts), len(times) - 1)][0], _("no caption was found here")
        )
    said = voices.named(texts, language) if language else texts
    return [Caption(text=text).text for text in said]


def _on_one_line(tag: re.Match[str]) -> str:
    return tag[0].replace("\n", " ")


def as_vtt(cues) -> str:
    """A WebVTT document of (from, to, text); nothing in a text is markup."""
    blocks = [f"{clock(start)} --> {clock(end)}\n{escaped(text)}" for start, end, text in cues]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def escaped(text: str) -> str:
    """As it stands in a file: an empty line would end the caption, an arrow begin another."""
    lines = [line.strip() for line in text.splitlines()]
    return html.escape("\n".join(filter(None, lines)), quote=False)
