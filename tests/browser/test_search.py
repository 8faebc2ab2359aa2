"""Searching in a real browser: suggestions by mouse and keyboard; every state reads well."""

import re

import pytest
from playwright.sync_api import expect

from tests.backstage_qa.search.conftest import entry, public_rows
from tests.factories import (
    ExpertFactory,
    ExpertProfileFactory,
    ProfessionFactory,
    locale,
    published_thread,
)

WIDTHS = (320, 1280)
LIST = "/fr/questions/"


@pytest.fixture
def threads(transactional_db):
    french = locale("fr")
    profession = ProfessionFactory(name="Actuaire", slug="actuaire", locale=french)
    ExpertProfileFactory(expert=ExpertFactory(professions=[profession]), locale=french)
    published_thread(
        title="Préparer un entretien", locale=french, professions=[profession], tags=["Début"]
    )
    public_rows([("Entretiens annuels", [entry("Une longue réponse. " * 40)])], "fr")
    public_rows([("Interviews: entretien", [])], "en")


@pytest.fixture
def field(screen, threads):
    screen.goto(LIST)
    return screen.get_by_role("searchbox")


def suggested(screen):
    return screen.locator(".backstage-suggestions a")


def test_the_keyboard_leads_from_the_field_to_a_thread(screen, field):
    field.press_sequentially("  ENTRET", delay=20)
    suggested(screen).first.wait_for()
    expect(suggested(screen)).to_have_count(2)
    expect(screen.locator("backstage-suggest [role=status]")).to_contain_text("2")
    field.press("ArrowDown")
    expect(screen.locator(":focus")).to_have_text("Entretiens annuels")
    screen.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    screen.keyboard.press("Escape")
    expect(suggested(screen)).to_have_count(0)
    expect(field).to_have_value("  ENTRET")
    field.press_sequentially("I", delay=20)
    suggested(screen).first.wait_for()
    screen.keyboard.press("ArrowUp")  # the last one
    screen.keyboard.press("Enter")
    screen.wait_for_url(re.compile(r"/fr/questions/\d+/preparer-un-entretien/"))


def test_leaving_the_field_closes_what_was_suggested(screen, field):
    field.press_sequentially("entret", delay=20)
    suggested(screen).first.wait_for()
    screen.get_by_label("Métier").focus()
    expect(suggested(screen)).to_have_count(0)


def test_everybody_who_types_the_same_asks_the_same_address(screen, field):
    asked = []
    screen.on("request", lambda request: asked.append(request.url))
    for typed in ("Entretien  A", "  entretien a"):
        field.fill(typed)
        screen.wait_for_timeout(400)
    addresses = [url for url in asked if "/suggestions/" in url]
    assert [address.split("?")[1] for address in addresses] == ["q=entretien+a"]


def test_without_scripts_the_form_searches(context, browser, live_server, threads):
    page = browser.new_context(java_script_enabled=False, base_url=live_server.url).new_page()
    page.goto(LIST)
    page.get_by_role("searchbox").fill("entretien")
    page.get_by_role("button", name="Rechercher").click()
    expect(page.get_by_role("heading", level=2).filter(has_text="ntretien")).to_have_count(2)
    page.get_by_role("link", name="Actuaire").click()
    expect(page).to_have_url(re.compile("profession=actuaire"))
    page.context.close()


@pytest.mark.parametrize(("language", "scheme"), [("fr", "light"), ("en", "dark")])
def test_every_state_of_the_search_reads_well(screen, axe, threads, language, scheme):
    screen.emulate_media(color_scheme=scheme)
    for query in ("", "?q=entretien", "?q=entretein", "?q=xylophone", "?q=entretien&order=newest"):
        screen.goto(f"/{language}/questions/{query}")
        if not query:
            screen.get_by_role("searchbox").press_sequentially("entret", delay=20)
            suggested(screen).first.wait_for()
        for width in WIDTHS:
            screen.set_viewport_size({"width": width, "height": 900})
            where = f"{screen.url} at {width} px"
            assert axe(screen) == [], where
            wide = screen.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert not wide, f"{where} scrolls sideways"
