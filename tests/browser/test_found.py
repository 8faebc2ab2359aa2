"""What pages tell machines is data: the browser runs none of it and refuses none of it."""

import json

import pytest

from tests.careers.pages import profession_page
from tests.factories import EntryFactory, ProfessionFactory, locale, published_thread

ATTACK = "</script><script>document.title='run'</script><!--<script>"
DATA = 'script[type="application/ld+json"]'


@pytest.mark.parametrize("language", ["en", "fr"])
def test_structured_data_is_neither_run_nor_refused(screen, language):
    profession = ProfessionFactory(name=ATTACK, slug="actuary", locale=locale(language))
    page = profession_page(profession)
    thread = published_thread(
        title=ATTACK,
        locale=profession.locale,
        professions=[profession],
        entries=[EntryFactory(), EntryFactory(kind="answer", author_name=ATTACK)],
    )
    listed = f"/{language}/questions/?profession=actuary"
    for address in (f"/{language}/", page.url, listed, thread.get_absolute_url()):
        screen.goto(address)  # the screen fails on any violation of the policy
        data = json.loads(screen.locator(DATA).inner_text())
        assert data["@graph"]
        assert screen.title() != "run"
    assert data["@graph"][0]["name"] == ATTACK
    assert screen.locator('meta[property="og:title"]').get_attribute("content") == ATTACK


def test_sharing_works_without_scripts_and_asks_nobody(screen):
    thread = published_thread()
    screen.goto(thread.get_absolute_url())
    for name in ("e-mail", "LinkedIn", "WhatsApp"):
        link = screen.get_by_role("link", name=name)
        assert link.is_visible()
        assert link.bounding_box()["height"] >= 24
