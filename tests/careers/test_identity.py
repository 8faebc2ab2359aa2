"""Whose site it is: name, logo and links set in the admin; pages of text at the foot of all."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from backstage_qa.notifications.messages import compose
from careers.models import BrandSettings, TextPage
from careers.tokens import colours
from home.models import HomePage
from tests.backstage_qa.notifications.outbox import owe
from tests.factories import published_thread

pytestmark = pytest.mark.django_db

TEXTS = {
    "en": ["/en/privacy/", "/en/accessibility/", "/en/terms/"],
    "fr": ["/fr/vie-privee/", "/fr/accessibilite/", "/fr/conditions/"],
}


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_an_employer_is_named_around_every_page(client):
    address = published_thread().get_absolute_url()
    assert "Aurore" not in read(client, address)
    BrandSettings(
        site_name="Coulisses",
        employer="Banque Aurore",
        application_site="https://jobs.aurore.example/",
        contact_email="backstage@aurore.example",
        social_links=[("account", {"name": "Mastodon", "url": "https://social.example/@a"})],
    ).save()
    for page in (address, "/en/", "/en/questions/ask/", "/en/nothing-here/"):
        html = client.get(page).content.decode()
        assert "Coulisses" in html
        assert "Banque Aurore" in html
        assert 'href="https://jobs.aurore.example/"' in html
        assert 'href="https://social.example/@a"' in html
        assert 'href="mailto:backstage@aurore.example"' in html


def test_a_logo_takes_the_place_of_the_drawn_sign(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    logo = Image.objects.create(title="Logo", file=get_test_image_file(size=(400, 100)))
    BrandSettings(logo=logo, employer="Banque Aurore").save()
    header = read(client, "/en/").split("</header>")[0].partition("<header")[2]
    assert "Banque Aurore" not in header  # the logo says it
    assert 'width="384" height="96"' in header
    assert 'alt="" width="40"' not in header
    logo.delete()
    assert 'alt="" width="40"' in read(client, "/en/privacy/").split("</header>")[0]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_three_texts_stand_at_the_foot_of_every_page(client, language):
    foot = read(client, f"/{language}/questions/").split("<footer")[1]
    for address in TEXTS[language]:
        assert f'href="{address}"' in foot
        assert "<h1>" in read(client, address)


def test_the_texts_of_the_two_languages_are_each_others_translation(client):
    for english, french in zip(TEXTS["en"], TEXTS["fr"], strict=True):
        assert f'href="{french}"' in read(client, english).split("</header>")[0]
        assert f'href="{english}"' in read(client, french).split("</header>")[0]


def test_a_text_that_an_editor_adds_or_takes_away_is_linked_at_once(client):
    home = HomePage.objects.get(locale__language_code="en")
    page = TextPage(title="Cookies", slug="cookies", body="<p>None.</p>", show_in_menus=True)
    home.add_child(instance=page)
    page.save_revision().publish()
    assert 'href="/en/cookies/"' in read(client, "/en/")
    assert 'href="/en/cookies/"' not in read(client, "/fr/")
    page.unpublish()
    assert 'href="/en/cookies/"' not in read(client, "/en/")


def test_what_stands_around_a_page_costs_no_query_once_it_is_known(client):
    address = published_thread().get_absolute_url()
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    told = " ".join(query["sql"] for query in captured)
    assert "careers_brandsettings" not in told
    assert "careers_textpage" not in told


def test_mails_are_signed_by_the_site_and_wear_its_colours():
    BrandSettings(site_name="Coulisses", employer="Banque Aurore").save()
    [row] = owe()
    mail = compose(row)
    html = mail.alternatives[0][0]
    assert "Coulisses, Banque Aurore" in html
    by_day, by_night = colours()["accent"]
    assert by_day in html
    assert by_night in html
