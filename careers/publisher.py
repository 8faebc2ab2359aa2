"""Who publishes this site, for the plugin: the identity's settings, the skin's colours."""

import functools
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.utils.translation import get_language

from backstage_qa.discovery.publisher import Colours, Publisher

from .site_facts import site_facts

TOKEN = re.compile(r"--backstage-([\w-]+):\s*(?:light-dark\()?(#[0-9a-fA-F]{6})")
# What a generated picture is painted with: the dark bands of the pages, by day.
PAINTED = {
    "background": "night",
    "text": "on-night",
    "soft": "on-night-soft",
    "light": "light",
    "shape": "accent-strong",
}


def publisher(request: HttpRequest) -> Publisher:
    """What ``BACKSTAGE_QA["PUBLISHER"]`` names; no query where the page's epoch is known."""
    language = get_language()
    facts = site_facts(request, language)
    return Publisher(
        name=facts.name,
        employer=facts.employer,
        home=f"/{language}/",
        logo=facts.logo.url if facts.logo else "",
        same_as=tuple(link.url for link in facts.social),
        mark="" if facts.logo else finders.find("careers/touch.png"),
        colours=_colours(),
    )


@functools.cache
def _colours() -> Colours:
    text = Path(finders.find("careers/tokens.css")).read_text(encoding="utf-8")
    tokens = dict(TOKEN.findall(text))
    return Colours(**{name: tokens[token] for name, token in PAINTED.items() if token in tokens})
