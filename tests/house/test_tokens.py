"""The palette of the site: text keeps its contrast by day and by night, and no token is missing."""

import re

import pytest

from .sources import ROOT

pytestmark = pytest.mark.house

SITE = ROOT / "careers/static/careers/tokens.css"
PLUGIN = ROOT / "backstage_qa/static/backstage_qa/standalone.css"
TOKEN = re.compile(r"(--backstage-[\w-]+):\s*([^;]+);")
USED = re.compile(r"var\((--backstage-[\w-]+)")
PAIR = re.compile(r"light-dark\((#\w{6}), (#\w{6})\)|(#\w{6})")

# What is read, and on which backgrounds.
TEXT = {
    "ink": ["paper", "surface", "tint", "glow", "good-tint", "wrong-tint", "notice-tint"],
    "soft": ["paper", "surface", "tint", "glow"],
    "accent": ["paper", "surface", "tint", "glow"],
    "accent-strong": ["paper", "surface", "tint", "glow"],
    "on-accent": ["accent", "accent-strong"],
    "on-night": ["night"],
    "on-night-soft": ["night"],
    "light": ["night"],
    "on-light": ["light"],
    "good": ["paper", "surface", "good-tint"],
    "wrong": ["paper", "surface", "wrong-tint"],
    "notice": ["notice-tint"],
}
# What must be seen, but is not read.
SHAPES = {"edge": ["paper", "surface"], "focus": ["paper", "surface", "tint", "glow"]}


def tokens(file) -> dict[str, str]:
    """Those that a file sets on ``:root``."""
    text = file.read_text(encoding="utf-8")
    start = text.index(":root {")
    return dict(TOKEN.findall(text[start : text.index("\n  }\n", start)]))


def colour(file, name: str, by_night: bool) -> str:
    value = tokens(file)[f"--backstage-{name}"]
    written = PAIR.fullmatch(value)
    assert written, f"{name} is {value}: write #rrggbb, or light-dark(#rrggbb, #rrggbb)"
    light, dark, always = written.groups()
    return always or (dark if by_night else light)


def luminance(hexadecimal: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(hexadecimal[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("by_night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("file", [SITE, PLUGIN], ids=["site", "plugin"])
def test_text_and_shapes_keep_their_contrast(file, by_night):
    faint = {}
    for pairs, least in ((TEXT, 4.5), (SHAPES, 3)):
        for name, backgrounds in pairs.items():
            for background in backgrounds:
                seen = contrast(colour(file, name, by_night), colour(file, background, by_night))
                if seen < least:
                    faint[f"{name} on {background}"] = round(seen, 2)
    assert faint == {}


def test_the_site_sets_every_token_and_no_rule_uses_another():
    assert set(tokens(SITE)) == set(tokens(PLUGIN))
    for file in (*PLUGIN.parent.glob("*.css"), *SITE.parent.glob("*.css")):
        used = set(USED.findall(file.read_text(encoding="utf-8")))
        assert used <= set(tokens(PLUGIN)), file.name
