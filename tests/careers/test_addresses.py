"""Addresses without a language, and what no page is at."""

from unittest import mock

import pytest
from django.db import OperationalError, connection
from wagtail.models import Locale, Page, Site

from tests.factories import ProfessionFactory, locale, published_thread

from .pages import profession_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("languages", "home"), [("fr-FR,fr;q=0.9", "/fr/"), ("en-GB", "/en/"), ("de", "/en/")]
)
def test_the_root_leads_to_a_language(client, languages, home):
    answer = client.get("/", headers={"Accept-Language": languages})
    assert answer.status_code == 302
    assert answer["Location"] == home
    assert answer["Vary"] == "Accept-Language"
    assert not answer.cookies


def test_health_is_told_without_a_cookie(client):
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    assert not answer.cookies
    assert "Vary" not in answer
    assert "no-store" in answer["Cache-Control"]


def test_health_tells_of_a_database_that_is_gone(client):
    with mock.patch.object(connection, "cursor", side_effect=OperationalError):
        assert client.get("/health/").status_code == 503


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_not_there_is_said_in_the_readers_language(client, language):
    answer = client.get(f"/{language}/nothing/here/")
    assert answer.status_code == 404
    html = answer.content.decode()
    assert f'<html lang="{language}">' in html
    assert f'href="/{language}/questions/"' in html
    assert not answer.cookies
    assert "Vary" not in answer


def test_a_fresh_site_has_its_pages_in_both_languages():
    assert Site.objects.get().root_page.url_path == "/home/"
    assert {x.language_code for x in Locale.objects.all()} == {"en", "fr"}
    pages = Page.objects.filter(depth__gt=1).specific()
    assert {(type(page).__name__, page.url) for page in pages} == {
        ("HomePage", "/en/"),
        ("HomePage", "/fr/"),
        ("ProfessionIndexPage", "/en/professions/"),
        ("ProfessionIndexPage", "/fr/professions/"),
        ("TextPage", "/en/privacy/"),
        ("TextPage", "/en/accessibility/"),
        ("TextPage", "/en/terms/"),
        ("TextPage", "/fr/vie-privee/"),
        ("TextPage", "/fr/accessibilite/"),
        ("TextPage", "/fr/conditions/"),
    }
    assert Page.find_problems() == ([], [], [], [], [])
    assert all(page.get_translations().count() == 1 for page in pages)


def language_link(client, address):
    html = client.get(address).content.decode()
    nav = html[html.index("site-languages") :]
    return nav[: nav.index("</nav>")].split('href="')[1].split('"')[0]


def test_the_other_language_keeps_the_page(client):
    english = profession_page(ProfessionFactory(slug="actuary"))
    french = profession_page(
        ProfessionFactory(slug="actuaire", locale=locale("fr")),
        translation_key=english.translation_key,
    )
    alone = profession_page(ProfessionFactory(slug="auditor"))
    thread = published_thread()
    for address, other in {
        "/en/": "/fr/",
        "/en/professions/": "/fr/professions/",
        english.url: french.url,
        alone.url: "/fr/",
        "/en/questions/": "/fr/questions/",
        "/en/questions/ask/": "/fr/questions/ask/",
        thread.get_absolute_url(): "/fr/questions/",
        "/en/accounts/login/?next=/en/my/conversations/": (
            "/fr/accounts/login/?next=%2Fen%2Fmy%2Fconversations%2F"
        ),
        "/en/nothing/": "/fr/",
    }.items():
        assert language_link(client, address) == other, address
    assert language_link(client, french.url) == english.url


def test_a_draft_translation_is_not_linked(client):
    english = profession_page(ProfessionFactory(slug="actuary"))
    french = profession_page(
        ProfessionFactory(slug="actuaire", locale=locale("fr")),
        translation_key=english.translation_key,
    )
    french.unpublish()
    assert language_link(client, english.url) == "/fr/"
