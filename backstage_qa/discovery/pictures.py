"""The picture that stands for a page where its link is shared: 1200 × 630, a few flat colours."""

import functools
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from .publisher import Colours

WIDTH, HEIGHT = 1200, 630
MARGIN = 80
TITLE_TOP, TITLE_HEIGHT = 150, 330
TITLE_SIZES = range(84, 43, -4)
LINE_HEIGHT = 1.16
MARK_SIZE = 72
SMOOTH = 3  # shapes are drawn so many times larger, then reduced
COLOURS = 64
DESIGN = 1  # part of every address: count on when the drawing changes
FONTS = Path(__file__).parent / "fonts"
ELLIPSIS = " …"
# A no-break space holds what it joins together on one line.
BREAKABLE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class Picture:
    """What is drawn: ``above`` the title what it is about, ``below`` who publishes."""

    title: str
    above: str = ""
    below: str = ""
    mark: str = ""
    colours: Colours = field(default_factory=Colours)

    @property
    def key(self) -> str:
        """Changes with whatever is drawn, and with nothing else."""
        return hashlib.sha256(repr((DESIGN, self)).encode()).hexdigest()[:16]

    def draw(self) -> bytes:
        """The picture as PNG: the same bytes for the same key."""
        image = Image.new("RGB", (WIDTH, HEIGHT), self.colours.background)
        image.paste(self.colours.shape, mask=_bubble())
        draw = ImageDraw.Draw(image)
        above = _font("Medium", 36)
        draw.text((MARGIN, 84), _one_line(self.above, above), self.colours.light, above, "ls")
        font, lines = fit(self.title)
        for number, line in enumerate(lines):
            top = TITLE_TOP + number * font.size * LINE_HEIGHT
            draw.text((MARGIN, top), line, self.colours.text, font, "lt")
        self._sign(image, draw)
        stored = io.BytesIO()
        image.quantize(COLOURS).save(stored, "PNG", optimize=True)
        return stored.getvalue()

    def _sign(self, image: Image.Image, draw: ImageDraw.ImageDraw) -> None:
        left, middle = MARGIN, HEIGHT - MARGIN
        if self.mark:
            with Image.open(self.mark) as mark:
                sign = mark.convert("RGBA").resize((MARK_SIZE, MARK_SIZE))
            image.paste(sign, (left, middle - MARK_SIZE // 2), sign)
            left += MARK_SIZE + 24
        font = _font("Medium", 36)
        text = _one_line(self.below, font, WIDTH - MARGIN - left)
        draw.text((left, middle), text, self.colours.soft, font, "lm")


def fit(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest type in which a title fits, and its lines; one that never does is cut short."""
    for size in TITLE_SIZES:
        font = _font("Bold", size)
        room = int(TITLE_HEIGHT / (size * LINE_HEIGHT))
        lines = list(_lines(drawable(title), font))
        if len(lines) <= room:
            return font, lines
    last = lines[room - 1]
    while font.getlength(last + ELLIPSIS) > WIDTH - 2 * MARGIN:
        last = last[:-1]
    return font, [*lines[: room - 1], last.rstrip() + ELLIPSIS]


def _lines(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """Broken between words, and within one that is longer than a line."""
    line = ""
    for word in BREAKABLE.split(text.strip()):
        longer = f"{line} {word}" if line else word
        if font.getlength(longer) <= WIDTH - 2 * MARGIN:
            line = longer
            continue
        if line:
            yield line
        line = word
        while font.getlength(line) > WIDTH - 2 * MARGIN:
            end = next(n for n in range(len(line), 0, -1) if _fits(line[:n], font))
            yield line[:end]
            line = line[end:]
    if line:
        yield line


def _fits(text: str, font: ImageFont.FreeTypeFont) -> bool:
    return len(text) == 1 or font.getlength(text) <= WIDTH - 2 * MARGIN


def _one_line(text: str, font: ImageFont.FreeTypeFont, width: int = WIDTH - 2 * MARGIN) -> str:
    text = " ".join(drawable(text).split())
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + ELLIPSIS) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def drawable(text: str) -> str:
    """Without what the font has no picture of, such as emoji: nobody is shown empty boxes."""
    return "".join(filter(_has_glyph, text))


@functools.lru_cache(maxsize=4096)
def _has_glyph(character: str) -> bool:
    if character.isspace():
        return True
    font = _font("Bold", 20)
    missing = font.getmask("\uffff")
    glyph = font.getmask(character)
    return (glyph.size, bytes(glyph)) != (missing.size, bytes(missing))


@functools.lru_cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"Inter-{weight}.otf"), size)


@functools.cache
def _bubble() -> Image.Image:
    """A speech bubble that leaves the picture at the right, as a mask."""
    large = Image.new("L", (WIDTH * SMOOTH, HEIGHT * SMOOTH))
    draw = ImageDraw.Draw(large)
    box = [x * SMOOTH for x in (790, 210, 1420, 560)]
    draw.rounded_rectangle(box, radius=110 * SMOOTH, fill=255)
    draw.polygon([x * SMOOTH for x in (860, 520, 1010, 540, 850, 640)], fill=255)
    return large.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
