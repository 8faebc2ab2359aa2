"""Who publishes this site, for the plugin: the identity's settings, the skin's colours."""

from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.utils.translation import get_language

from backstage_qa.discovery.publisher import Colours, Publisher

from .site_facts import site_facts
from .tokens import colours

# What a generated picture is painted with: the dark bands of the pages, by day.
PAINTED = {
    "background": "night",
    "text": "on-night",
    "soft": "on-night-soft",
    "light": "light",
    "shape": "accent-strong",
}


def publisher(request: HttpRequest | None) -> Publisher:
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


def _colours() -> Colours:
    by_day = {name: day for name, (day, _) in colours().items()}
    return Colours(**{name: by_day[token] for name, token in PAINTED.items() if token in by_day})
