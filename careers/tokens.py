"""The colours of the site's one file of tokens, for what is no page: pictures and mails."""

import functools
import re
from pathlib import Path

from django.contrib.staticfiles import finders

FILE = "careers/tokens.css"
COLOUR = re.compile(
    r"--backstage-([\w-]+):\s*(?:light-dark\((#[0-9a-fA-F]{6}), (#[0-9a-fA-F]{6})\)"
    r"|(#[0-9a-fA-F]{6}));"
)


@functools.cache
def colours() -> dict[str, tuple[str, str]]:
    """By name without its prefix: the colour by day and the one by night."""
    text = Path(finders.find(FILE)).read_text(encoding="utf-8")
    return {
        name: (always or day, always or night) for name, day, night, always in COLOUR.findall(text)
    }
