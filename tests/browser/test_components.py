"""Every component in all its states: pictures for people, axe and widths for the machine.

The pictures are in ``test-results/components/``, which is never committed.
"""

import pytest
from django.test import Client

from tests.house.sources import ROOT

PICTURES = ROOT / "test-results" / "components"


@pytest.fixture
def with_components(settings):
    settings.ROOT_URLCONF = "tests.browser.components_urls"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_components_look_well(screen, axe, with_components, language, scheme, width):
    screen.set_viewport_size({"width": width, "height": 900})
    screen.emulate_media(color_scheme=scheme)
    assert screen.goto(f"/demo/components/{language}/").status == 200
    PICTURES.mkdir(parents=True, exist_ok=True)
    screen.screenshot(path=PICTURES / f"{language}-{scheme}-{width}.png", full_page=True)
    assert not screen.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert axe(screen) == []


@pytest.mark.django_db
def test_only_development_shows_them():
    assert Client().get("/demo/components/en/").status_code == 404
