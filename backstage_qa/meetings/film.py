"""Reading and making films with ffmpeg, which opens this one file and nothing else.

A film may be a playlist that names files of this machine or addresses of others:
only two containers are read at all, by content and not by name, with the
protocol ``file`` alone.
"""

import json
import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..conf import backstage_settings

FORMATS = "mov,matroska"  # MP4 and MOV; WebM and Matroska
ONLY = ["-protocol_whitelist", "file", "-format_whitelist", FORMATS]
MOST_STREAMS = 32
MOST_SOUNDS = 8  # of cameras for the cinema; a telephone writes one or two
MOST_PIXELS = 8192 * 4320
PROBE_SECONDS = 60
FRAMES = 6
SILENCE = re.compile(r"silence_(start|end): (-?[\d.]+)")
# Within 1280 × 720, or 720 × 1280 if the telephone was held upright
WIDE = "gt(iw,ih)"
FIT = (
    f"scale='min(if({WIDE},1280,720),iw)':'min(if({WIDE},720,1280),ih)'"
    ":force_original_aspect_ratio=decrease"
)
PIECES = (
    "bwdif=mode=send_frame:deint=interlaced",  # of camcorders, whose frames are woven of two
    "scale='round(iw*sar)':ih,setsar=1",  # theirs may not be square either
    f"{FIT}:force_divisible_by=2",
)
# Telephones film more tones than a browser's H.264 shows: without this, all is pale.
MORE_TONES = ("smpte2084", "arib-std-b67")
FEWER_TONES = (
    "setparams=color_primaries=bt2020:colorspace=bt2020nc,zscale=t=linear:npl=203"
    ",format=gbrpf32le,zscale=p=bt709,tonemap=mobius,zscale=t=bt709:m=bt709:r=tv"
)
VIDEO = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-profile:v", "high"]
AUDIO = ["-c:a", "aac", "-b:a", "128k", "-ac", "2"]


# ffmpeg's own word for a signal that it obeyed, and those that it does not hear
INTERRUPTED = (255, *(-number for number in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL)))


class Interrupted(Exception):
    """Somebody ended ffmpeg, as when the server stops: that says nothing about the film."""


class FilmError(Exception):
    """``str()`` of it is a key of ``problems.PROBLEMS``."""


@dataclass(frozen=True)
class Facts:
    """``duration`` in seconds."""

    duration: float
    width: int
    height: int
    has_sound: bool
    has_more_tones: bool


def _ends_with_us(*command: str) -> list[str]:
    """A command that the kernel ends with this process, were it killed without a word."""
    setpriv = shutil.which("setpriv")  # of Linux alone
    return [setpriv, "--pdeathsig", "KILL", *command] if setpriv else [*command]


def is_installed() -> bool:
    return bool(shutil.which("ffmpeg") and shutil.which("ffprobe"))


def looks_like_film(head: bytes) -> bool:
    """Whether a file begins as MP4, MOV, WebM or Matroska do."""
    return head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free") or head[:4] == (
        b"\x1a\x45\xdf\xa3"
    )


def probe(path: Path) -> Facts:
    """What the film is. Raises ``FilmError``."""
    with path.open("rb") as file:
        if not looks_like_film(file.read(12)):
            raise FilmError("no_film")
    told = ["-show_streams", "-show_format", "-of", "json"]
    command = _ends_with_us("ffprobe", "-v", "error", *ONLY, *told)
    try:
        done = subprocess.run(  # noqa: S603 - the path is ours
            [*command, str(path)], capture_output=True, timeout=PROBE_SECONDS, check=False
        )
        _judge(done.returncode, "no_film")
        facts = json.loads(done.stdout)
        streams = facts["streams"]
        pictures = [stream for stream in streams if _moves(stream)]
        duration = float(facts["format"].get("duration", 0))
    except (subprocess.SubprocessError, KeyError, ValueError) as error:
        raise FilmError("no_film") from error
    if pictures and not duration:
        duration = _measured(path)
    if not pictures or duration <= 0:
        raise FilmError("no_film" if pictures else "no_picture")
    width, height = (int(pictures[0].get(name, 0)) for name in ("width", "height"))
    if duration > backstage_settings.MAX_RECORDING_HOURS * 3600:
        raise FilmError("too_long")
    if not 0 < width * height <= MOST_PIXELS:
        raise FilmError("too_large")
    sounds = sum(stream.get("codec_type") == "audio" for stream in streams)
    if len(streams) > MOST_STREAMS or sounds > MOST_SOUNDS:
        raise FilmError("too_many_tracks")
    has_more_tones = pictures[0].get("color_transfer") in MORE_TONES
    return Facts(duration, width, height, bool(sounds), has_more_tones)


def _moves(stream: dict) -> bool:
    """Whether it is a film's picture: a cover, as of music, is none."""
    is_cover = stream.get("disposition", {}).get("attached_pic")
    return stream.get("codec_type") == "video" and not is_cover


def _measured(path: Path) -> float:
    """How long a film is that does not say so, as browsers record them."""
    read = ["-i", str(path), "-map", "0:V:0", "-c", "copy", "-f", "null", "-"]
    passed = [0.0]
    _run_ffmpeg(read, passed.append)
    return passed[-1]


def transcode(path: Path, to: Path, facts: Facts, tell: Callable[[int], None]) -> None:
    """Make the film that browsers play: one H.264/AAC MP4 of at most 720p, which starts at once.

    ``tell`` is given the percent done, about twice a second. Raises ``FilmError``.
    """
    _run_ffmpeg(
        [
            *("-i", str(path), "-map", "0:V:0", "-map", "0:a:0?", "-sn", "-dn"),
            *("-map_metadata", "-1", "-map_chapters", "-1", "-vf", _picture(facts)),
            *(*VIDEO, *AUDIO, "-movflags", "+faststart", "-f", "mp4", str(to)),
        ],
        lambda seconds: tell(min(99, int(100 * seconds / facts.duration))),
    )


def _picture(facts: Facts) -> str:
    tones = [FEWER_TONES] if facts.has_more_tones and _can_change_tones() else []
    return ",".join([*PIECES, *tones, "format=yuv420p"])


def _can_change_tones() -> bool:
    """Some builds of ffmpeg lack what it needs."""
    asked = ["ffmpeg", "-v", "quiet", "-h", "filter=zscale"]
    done = subprocess.run(asked, capture_output=True, check=False)  # noqa: S603 - fixed words
    return done.stdout.startswith(b"Filter zscale")


def _run_ffmpeg(arguments: list[str], tell: Callable[[float], None]) -> None:
    how = ["-nostdin", "-v", "error", "-progress", "pipe:1", *ONLY]
    command = _ends_with_us("ffmpeg", *how, *arguments)
    with subprocess.Popen(  # noqa: S603 - the paths are ours
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        try:
            for line in running.stdout:
                name, _, value = line.strip().partition("=")
                if name == "out_time_us" and value.isdigit():
                    tell(int(value) / 1_000_000)
        except BaseException:
            running.kill()
            raise
    _judge(running.returncode, "unreadable")


def _judge(code: int, problem: str) -> None:
    """Raise what the code means with which a program ended."""
    if code in INTERRUPTED:
        raise Interrupted
    if code:
        raise FilmError(problem)


def frames(path: Path, folder: Path, duration: float) -> list[Path]:
    """Pictures at equal distances, of a film that we made. Raises ``FilmError``."""
    made = []
    for number in range(FRAMES):
        at = f"{duration * (number + 0.5) / FRAMES:.3f}"
        to = folder / f"frame-{number}.jpg"
        _run_ffmpeg(
            ["-ss", at, "-i", str(path), "-frames:v", "1", "-q:v", "3", "-y", str(to)],
            lambda seconds: None,
        )
        if not to.exists():
            raise FilmError("unreadable")
        made.append(to)
    return made


def sound(path: Path, duration: float) -> list[list[float]]:
    """The seconds in which something is heard, as [from, to]; of a film that we made."""
    heard = ["-af", "silencedetect=noise=-35dB:d=1", "-vn", "-f", "null", "-"]
    done = subprocess.run(  # noqa: S603 - the path is ours
        _ends_with_us("ffmpeg", "-nostdin", "-v", "info", *ONLY, "-i", str(path), *heard),
        capture_output=True,
        text=True,
        check=False,
    )
    _judge(done.returncode, "unreadable")
    return _without(SILENCE.findall(done.stderr), duration)


def _without(silences: list[tuple[str, str]], duration: float) -> list[list[float]]:
    found, since = [], 0.0
    for name, value in silences:
        at = min(max(float(value), 0.0), duration)
        if name == "start" and at > since:
            found.append([since, at])
        since = at if name == "end" else duration
    if since < duration:
        found.append([since, duration])
    return found
