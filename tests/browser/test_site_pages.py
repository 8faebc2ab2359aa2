"""The site's own pages in a browser: at any width, in either language, by day and by night."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from backstage_qa.models import Profession
from home.models import HomePage
from tests.careers.pages import profession_page
from tests.factories import (
    ExpertFactory,
    ExpertProfileFactory,
    ProfessionFactory,
    UserFactory,
    locale,
    published_thread,
)

WIDTHS = (320, 1280)
LONG = "Développement informatique et cybersécurité des systèmes interbancaires"


@pytest.fixture
def addresses():
    """The pages of a small site in both languages, each with all that it can show."""
    found = []
    for language in ("en", "fr"):
        profession = ProfessionFactory(name=LONG, locale=locale(language), source_note="OGL v3.0")
        expert = ExpertFactory(professions=[profession])
        ExpertProfileFactory(expert=expert, locale=profession.locale, since=2014)
        threads = [
            published_thread(professions=[profession], locale=profession.locale) for _ in range(3)
        ]
        chosen = ("threads", {"heading": "Worth reading", "threads": threads[:2]})
        text = ("text", "<h2>A day</h2><p>It begins with <b>coffee</b>.</p>")
        page = profession_page(
            profession, body=[text, chosen, ("latest_threads", {"heading": "", "count": 5})]
        )
        waiting = profession_page(
            ProfessionFactory(state=Profession.State.WAITING, locale=profession.locale)
        )
        home = HomePage.objects.get(locale=profession.locale)
        home.intro = "A few words."
        home.how_it_works = [("step", {"title": "Read", "text": "It may be answered."})] * 3
        home.featured = [chosen]
        home.professions = [("page", page), ("page", waiting)]
        home.save_revision().publish()
        found += [
            f"/{language}/",
            f"/{language}/professions/",
            page.url,
            waiting.url,
            f"/{language}/accounts/login/",
            f"/{language}/accounts/login/staff/",
            f"/{language}/accounts/password/reset/",
            f"/{language}/nothing/",
        ]
    return found


def looks_well(screen, axe, address):
    """No violation, and nothing that makes the page wider than the window."""
    assert axe(screen) == [], address
    width = screen.evaluate("document.documentElement.scrollWidth")
    assert width <= screen.viewport_size["width"], address


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_every_page_is_accessible(screen, axe, addresses, width, scheme):
    screen.set_viewport_size({"width": width, "height": 900})
    screen.emulate_media(color_scheme=scheme)
    for address in addresses:
        screen.goto(address)
        assert screen.get_by_role("heading", level=1).count() == 1
        looks_well(screen, axe, address)


@pytest.mark.parametrize("width", WIDTHS)
def test_signing_in_by_code_with_its_mistakes(screen, axe, width):
    screen.set_viewport_size({"width": width, "height": 900})
    screen.goto("/en/accounts/login/?next=/en/my/conversations/")
    screen.get_by_label("E-mail address").fill("not an address")
    screen.get_by_role("button", name="Send me a code").click()
    expect(screen.get_by_role("alert")).to_have_count(1)
    looks_well(screen, axe, "an address that is none")
    screen.get_by_label("E-mail address").fill("camille@example.com")
    screen.keyboard.press("Enter")
    screen.wait_for_url("**/login/code/**")
    looks_well(screen, axe, "the code")
    screen.get_by_label("Code from the e-mail").fill("WRNG-WRNG")
    screen.keyboard.press("Enter")
    screen.get_by_role("alert").wait_for()
    looks_well(screen, axe, "a wrong code")
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", mail.outbox[-1].body)[0]
    screen.get_by_label("Code from the e-mail").fill(code)
    screen.keyboard.press("Enter")
    screen.wait_for_url("**/en/my/conversations/")


def test_a_staff_account_and_its_second_factor(screen, axe, sign_in):
    sign_in(UserFactory(is_superuser=True))
    for address in ("2fa/", "2fa/totp/activate/", "logout/", "login/?next=/admin/"):
        screen.goto(f"/en/accounts/{address}")
        looks_well(screen, axe, address)


def test_a_keyboard_reaches_content_and_menu(screen):
    screen.goto("/en/")
    screen.keyboard.press("Tab")
    expect(screen.locator(":focus")).to_have_text("Skip to the content")
    screen.keyboard.press("Enter")
    expect(screen.locator("#main")).to_be_focused()


@pytest.mark.parametrize("width", WIDTHS)
def test_targets_are_large_enough(screen, addresses, width):
    screen.set_viewport_size({"width": width, "height": 900})
    screen.goto(addresses[0])
    small = screen.eval_on_selector_all(
        "header a, footer a, .backstage-button",
        "links => links.filter(x => x.checkVisibility() && x.getBoundingClientRect().height < 24)"
        ".map(x => x.outerHTML)",
    )
    assert small == []


def test_paper_is_white_by_night_too(screen):
    screen.emulate_media(media="print", color_scheme="dark")
    screen.goto("/en/")
    root, title = screen.locator("html"), screen.get_by_role("heading", level=1)
    assert root.evaluate("e => getComputedStyle(e).colorScheme") == "light"
    assert title.evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    band = screen.locator(".site-hero")
    assert band.evaluate("e => getComputedStyle(e).backgroundImage") == "none"
    expect(screen.locator(".site-header")).to_be_hidden()


def test_the_menu_by_keyboard_at_four_times_the_size(screen):
    """1280 × 1024 at 400 %: what has the focus is always within the window."""
    screen.set_viewport_size({"width": 320, "height": 256})
    screen.goto("/en/")
    screen.get_by_role("button", name="Menu").press("Enter")
    links = screen.locator("#site-menu a")
    expect(links.last).to_have_text("Français")
    for number in range(links.count()):
        screen.keyboard.press("Tab")
        link = links.nth(number)
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport(ratio=0.99)
