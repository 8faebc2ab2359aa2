"""The mails of the demonstration: only there, readable, and inert."""

import importlib
import os

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import override_settings
from django.urls import clear_url_caches

import careers.urls
from careers import demo_mail

pytestmark = pytest.mark.django_db

ADDRESS = "/demo/mail/"


@pytest.fixture
def folder(tmp_path):
    """The development settings, with an empty folder of mails."""
    on = override_settings(
        DEBUG=True, EMAIL_BACKEND=demo_mail.FILE_BACKEND, EMAIL_FILE_PATH=str(tmp_path / "mail")
    )
    with on:
        reload_addresses()
        (tmp_path / "mail").mkdir()
        yield tmp_path / "mail"
    reload_addresses()


def reload_addresses():
    importlib.reload(careers.urls)
    clear_url_caches()


def send(subject="A subject", text="A text", html="<p>A page</p>", to="camille@example.com"):
    message = EmailMultiAlternatives(subject, text, "Backstage <b@example.com>", [to])
    if html:
        message.attach_alternative(html, "text/html")
    message.send()


def opened(client, subject):
    """The address of the mail of this subject, as the list links it."""
    for found in demo_mail.latest():
        if found.message["Subject"] == subject:
            return f"{ADDRESS}{found.key}/"
    raise AssertionError(subject)


@pytest.mark.parametrize(
    "settings_of_others",
    [
        {"DEBUG": False, "EMAIL_BACKEND": demo_mail.FILE_BACKEND},
        {"DEBUG": True, "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"},
    ],
)
def test_there_is_no_such_page_under_other_settings(client, settings_of_others, folder):
    send()
    key = demo_mail.latest()[0].key
    with override_settings(**settings_of_others):
        addresses = (ADDRESS, f"{ADDRESS}{key}/", f"{ADDRESS}{key}/html/")
        # Even where the routes are still there, and of course where they are not.
        assert [client.get(address).status_code for address in addresses] == [404] * 3
        reload_addresses()
        assert [client.get(address).status_code for address in addresses] == [404] * 3


def test_mails_are_listed_newest_first(client, folder):
    assert "No mail yet" in client.get(ADDRESS, headers={"accept-language": "en"}).content.decode()
    for n in range(3):
        send(subject=f"Mail {n}", to=f"person{n}@example.com")
        written = next(folder.glob("*-*.log"))
        os.utime(written.rename(folder / f"{n}.log"), (n, n))  # files of one moment have one time
    page = client.get(ADDRESS, headers={"accept-language": "en"}).content.decode()
    assert page.index("Mail 2") < page.index("Mail 1") < page.index("Mail 0")
    assert "person1@example.com" in page


def test_several_mails_of_one_connection_are_all_there(client, folder):
    with mail.get_connection() as connection:
        for n in range(2):
            EmailMultiAlternatives(f"Mail {n}", "x", to=["a@b.c"], connection=connection).send()
    page = client.get(ADDRESS).content.decode()
    assert page.index("Mail 1") < page.index("Mail 0")


def test_a_mail_shows_its_text_with_links_to_follow(client, folder):
    send(subject="Code", text="Your code: 123456\nhttp://localhost:8000/en/ – à bientôt")
    page = client.get(opened(client, "Code")).content.decode()
    assert "123456" in page
    assert 'href="http://localhost:8000/en/"' in page
    assert "à bientôt" in page


def test_what_a_mail_holds_stays_inert(client, folder):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    send(subject=evil, text=evil, html=f"<p>{evil}</p>")
    listed = client.get(ADDRESS).content.decode()
    address = opened(client, evil)
    page = client.get(address)
    for content in (listed, page.content.decode()):
        assert evil not in content
        assert "&lt;script&gt;alert(1)" in content
    assert "<iframe" in page.content.decode()
    assert "sandbox " in page.content.decode()
    frame = client.get(f"{address}html/")
    policy = frame["Content-Security-Policy"]
    assert policy == demo_mail.INERT
    assert {"default-src 'none'", "sandbox"} <= set(policy.split("; "))
    assert frame["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("key", ["nothing", "..", "..%2f..%2fsettings", "20260101-0"])
def test_no_key_leads_to_another_file(client, folder, key):
    send()
    assert client.get(f"{ADDRESS}{key}/").status_code == 404
    assert client.get(f"{ADDRESS}{key}/html/").status_code == 404


def test_a_mail_without_html_or_subject_is_shown(client, folder):
    send(subject="", html="")
    page = client.get(f"{ADDRESS}{demo_mail.latest()[0].key}/")
    assert page.status_code == 200
    assert "<iframe" not in page.content.decode()


def test_it_reads_well(folder, screen, axe):
    send(subject="Your code", text="Your code: 123456", html='<html lang="en"><p>123456</p></html>')
    screen.goto(ADDRESS)
    assert axe(screen) == []
    screen.get_by_role("link", name="Your code").click()
    assert axe(screen) == []
    assert screen.frame_locator("iframe").get_by_text("123456").is_visible()
