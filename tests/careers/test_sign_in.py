"""Signing in: a mailed code for everybody, a password and a second factor for staff."""

import re

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from careers.accounts.sign_in import account_of
from careers.models.users import UserManager
from tests.factories import ProfessionFactory, UserFactory

pytestmark = pytest.mark.django_db

SIGN_IN = "/en/accounts/login/"
CODE = "/en/accounts/login/code/"
STAFF = "/en/accounts/login/staff/"
MINE = "/en/my/conversations/"
PASSWORD = "a long and lonely password"


@pytest.fixture(autouse=True)
def _no_limit_used_up():
    cache.clear()


def mailed_code() -> str:
    return re.search(r"[A-Z]{4}-[A-Z]{4}", mail.outbox[-1].body)[0]


def ask_for_code(client, email="camille@example.com", **data):
    return client.post(SIGN_IN, {"email": email, **data})


def signed_in(client):
    pk = client.session.get("_auth_user_id")
    return pk and get_user_model().objects.get(pk=pk)


def staff(**kwargs):
    return UserFactory(password=PASSWORD, is_superuser=True, **kwargs)


def by_password(client, email, password=PASSWORD, **data):
    return client.post(STAFF, {"login": email, "password": password, **data})


# --- By mailed code ----------------------------------------------------------


def test_a_newcomer_is_in_once_the_code_came_back(client):
    asked = ask_for_code(client)
    assert asked["Location"] == CODE
    assert mail.outbox[0].to == ["camille@example.com"]
    assert not get_user_model().objects.exists()
    entered = client.post(CODE, {"code": mailed_code()})
    assert entered["Location"] == MINE
    user = signed_in(client)
    assert user.email == "camille@example.com"
    assert not user.has_usable_password()
    assert not user.is_staff


def test_somebody_known_enters_their_own_account_however_they_write_it(client):
    user = UserFactory(email="camille@example.com")
    ask_for_code(client, "Camille@Example.COM")
    client.post(CODE, {"code": mailed_code().lower().replace("-", " ")})
    assert signed_in(client) == user
    assert get_user_model().objects.count() == 1


def test_two_tabs_make_one_account(client):
    other = type(client)()
    ask_for_code(client)
    first = mailed_code()
    ask_for_code(other)
    second = mailed_code()
    client.post(CODE, {"code": first})
    other.post(CODE, {"code": second})
    assert signed_in(client) == signed_in(other)


def test_two_tabs_at_the_same_moment_make_one_account(monkeypatch):
    """The other tab's account is committed after this one looked for it."""
    account = UserFactory(email="camille@example.com")
    monkeypatch.setattr(UserManager, "filter", lambda self, **kwargs: self.none(), raising=False)
    assert account_of("camille@example.com") == account


def test_known_and_unknown_addresses_cannot_be_told_apart(client):
    UserFactory(email="known@example.com")
    stories = []
    for email in ("known@example.com", "unknown@example.com"):
        browser = type(client)()
        asked = ask_for_code(browser, email)
        page = browser.get(CODE)
        wrong = browser.post(CODE, {"code": "WRNG-WRNG"})
        resent = browser.post(CODE, {"action": "resend"})
        stories.append(
            [
                (
                    answer.status_code,
                    sorted(set(answer.headers) - {"Set-Cookie"}),
                    answer.get("Location"),
                    sorted(answer.cookies),
                    neutral(answer.content.decode(), email),
                )
                for answer in (asked, page, wrong, resent)
            ]
        )
    assert stories[0] == stories[1]
    bodies = [re.sub(r"[A-Z]{4}-[A-Z]{4}", "CODE", m.subject + m.body) for m in mail.outbox]
    assert len(bodies) == 4
    assert len(set(bodies)) == 1


def neutral(html: str, email: str) -> str:
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
    return html.replace(email, "")


def test_a_wrong_code_is_said_so_and_the_third_ends_it(client):
    ask_for_code(client)
    for _ in range(2):
        response = client.post(CODE, {"code": "WRNG-WRNG"})
        assert response.status_code == 200
        assert 'aria-invalid="true"' in response.content.decode()
    assert client.post(CODE, {"code": "WRNG-WRNG"})["Location"] == SIGN_IN
    assert client.post(CODE, {"code": mailed_code()})["Location"] == SIGN_IN
    assert not signed_in(client)


def test_a_code_is_good_in_its_own_browser_only(client):
    ask_for_code(client)
    other = type(client)()
    ask_for_code(other, "somebody.else@example.com")
    stolen = re.search(r"[A-Z]{4}-[A-Z]{4}", mail.outbox[0].body)[0]
    other.post(CODE, {"code": stolen})
    assert not signed_in(other)


def test_a_code_is_too_old_after_a_quarter_of_an_hour(client):
    with time_machine.travel("2026-11-23 09:00Z", tick=False) as clock:
        for minutes, is_in in ((14, True), (16, False)):
            browser = type(client)()
            ask_for_code(browser)
            clock.shift(minutes * 60)
            browser.post(CODE, {"code": mailed_code()})
            assert bool(signed_in(browser)) is is_in


def test_a_fourth_code_within_a_minute_is_refused(client):
    for _ in range(3):
        assert ask_for_code(client).status_code == 302
    refused = ask_for_code(client)
    assert refused.status_code == 200
    assert len(mail.outbox) == 3
    assert ask_for_code(type(client)(), "another@example.com").status_code == 302


def test_a_closed_account_stays_closed(client):
    UserFactory(email="gone@example.com", is_active=False)
    ask_for_code(client, "gone@example.com")
    client.post(CODE, {"code": mailed_code()})
    assert not signed_in(client)
    assert get_user_model().objects.count() == 1


def test_one_comes_back_to_where_one_wanted_to_go(client):
    wanted = f"{MINE}?a=1"
    page = client.get(SIGN_IN, {"next": wanted}).content.decode()
    assert "a=1" in page
    asked = ask_for_code(client, next=wanted)
    assert client.post(asked["Location"], {"code": mailed_code()})["Location"] == wanted


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_but_never_to_another_site(client, evil):
    asked = ask_for_code(client, next=evil)
    answer = client.post(asked["Location"], {"code": mailed_code(), "next": evil})
    assert answer["Location"] == MINE


def test_what_was_written_before_survives(client):
    profession = ProfessionFactory()
    sent = client.post(
        reverse("backstage_qa:ask"),
        {
            "key": "6b8e8f0a-58d4-4f0e-9f6f-0c9d0d9e0b11",
            "profession": profession.slug,
            "subject": "What is a Tuesday like?",
            "text": "I would love to know what a day looks like.",
            "public_name": "Camille",
        },
    )
    check = sent["Location"]
    to_sign_in = client.post(check, {"send": ""})["Location"]
    assert to_sign_in.startswith(SIGN_IN)
    asked = ask_for_code(client, next=check)
    back = client.post(asked["Location"], {"code": mailed_code()})["Location"]
    assert back == check
    assert "What is a Tuesday like?" in client.get(back).content.decode()


def test_in_french_the_page_and_the_mail_are_french(client):
    page = client.get("/fr/accounts/login/")
    assert page.headers["Content-Language"] == "fr"
    assert 'lang="fr"' in page.content.decode()
    asked = client.post("/fr/accounts/login/", {"email": "camille@example.com"})
    assert asked["Location"] == "/fr/accounts/login/code/"


def test_there_is_no_other_way_to_sign_up(client):
    assert client.get("/en/accounts/signup/", follow=True).redirect_chain == [(SIGN_IN, 302)]
    assert client.post("/en/accounts/signup/", {"email": "x@example.com"}).status_code == 302
    for path in ("email/", "password/set/", "confirm-email/", "3rdparty/"):
        assert client.get(f"/en/accounts/{path}").status_code == 404
    assert not get_user_model().objects.exists()


# --- Staff -------------------------------------------------------------------


def test_staff_enter_by_password_and_land_on_their_desk(client):
    user = staff()
    assert by_password(client, user.email)["Location"] == "/admin/"
    assert signed_in(client) == user


def test_a_wrong_password_is_not_told_from_an_unknown_address(client):
    user = staff()
    pages = [
        neutral(by_password(client, email, "wrong").content.decode(), email)
        for email in (user.email, "unknown@example.com")
    ]
    assert pages[0] == pages[1]
    assert not signed_in(client)


def test_the_sixth_wrong_password_closes_the_door_for_a_while(client):
    user = staff(email="anne@example.com")
    for attempt in range(5):
        by_password(client, ["anne@example.com", "ANNE@example.com"][attempt % 2], "wrong")
    other = type(client)(REMOTE_ADDR="203.0.113.9")
    assert by_password(other, user.email).status_code == 200
    assert not signed_in(other)
    # The other door stays open: nobody can lock somebody out.
    ask_for_code(other, user.email)
    other.post(CODE, {"code": mailed_code()})
    assert signed_in(other) == user


def test_wrong_passwords_are_counted_by_address_too(client):
    user = staff()
    for n in range(10):
        by_password(client, f"person-{n}@example.com", "wrong")
    assert by_password(client, user.email).status_code == 200
    assert not signed_in(client)


SECOND_FACTOR = "/en/accounts/2fa/"


def set_up_second_factor(client, user) -> str:
    """By the screens; returns the secret that the person's app keeps."""
    by_password(client, user.email)
    assert client.get(SECOND_FACTOR).status_code == 200
    activate = f"{SECOND_FACTOR}totp/activate/"
    again = client.get(activate)["Location"]
    client.post(again, {"password": PASSWORD})
    form = client.get(activate)
    assert "data:image/svg+xml" in form.content.decode()
    secret = form.context["form"].secret
    client.post(activate, {"code": app_code(secret)})
    return secret


def app_code(secret: str) -> str:
    [counter, *_] = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, counter))


def enter_by_password(browser, user):
    return by_password(browser, user.email)


def enter_by_code(browser, user):
    ask_for_code(browser, user.email)
    return browser.post(CODE, {"code": mailed_code()})


def test_the_desk_leads_to_the_second_factor(client):
    client.force_login(staff())
    assert f'href="{SECOND_FACTOR}"' in client.get("/admin/account/").content.decode()


@pytest.mark.parametrize("enter", [enter_by_password, enter_by_code])
def test_a_second_factor_is_asked_for_at_every_door(client, enter):
    user = staff()
    secret = set_up_second_factor(client, user)
    browser = type(client)()
    asked = enter(browser, user)
    assert asked["Location"] == f"{SECOND_FACTOR}authenticate/"
    assert not signed_in(browser)
    cache.clear()  # a code of the app is good once, and this minute's was just used
    assert browser.get(asked["Location"]).status_code == 200
    assert browser.post(asked["Location"], {"code": app_code(secret)}).status_code == 302
    assert signed_in(browser) == user


@pytest.mark.parametrize(
    "path",
    [
        "accounts/login/",
        "accounts/login/staff/",
        "accounts/password/reset/",
        "accounts/password/reset/done/",
        "accounts/password/reset/key/done/",
        "accounts/password/reset/key/1-set-password/",
        "accounts/inactive/",
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_wears_our_skin(client, language, path):
    html = client.get(f"/{language}/{path}").content.decode()
    assert 'class="site-header"' in html
    assert 'name="robots" content="noindex"' in html
    assert "style=" not in html


@pytest.mark.parametrize(
    "path", ["2fa/", "2fa/recovery-codes/generate/", "reauthenticate/", "logout/"]
)
def test_so_do_those_of_an_account(client, path):
    set_up_second_factor(client, staff())
    assert 'class="site-header"' in client.get(f"/en/accounts/{path}").content.decode()


# --- Wagtail's own doors -----------------------------------------------------


def test_the_door_of_restricted_pages_leads_to_ours_too(client):
    user = staff()
    for language in ("en", "fr"):
        door = f"/{language}/_util/login/"
        answer = client.get(door, {"next": "/en/"})
        assert answer["Location"] == f"/{language}/accounts/login/?next=%2Fen%2F"
        client.post(door, {"username": user.email, "password": PASSWORD, "next": "/admin/"})
        assert not signed_in(client)


def test_a_restricted_page_asks_to_sign_in_at_our_door(client):
    page = Page.objects.get(depth=2, locale__language_code="en")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get(page.url)
    assert answer["Location"].startswith("/en/accounts/login/?next=")


def test_wagtails_sign_in_page_is_ours(client):
    answer = client.get("/admin/login/", {"next": "/admin/pages/"})
    assert answer["Location"] == f"{STAFF}?next=%2Fadmin%2Fpages%2F"
    assert client.get("/admin/")["Location"] == f"{STAFF}?next=/admin/"
    user = staff()
    client.post("/admin/login/", {"username": user.email, "password": PASSWORD})
    assert not signed_in(client)
    assert by_password(client, user.email, next="/admin/pages/")["Location"] == "/admin/pages/"


@pytest.mark.parametrize("rest", ["", "done/", "confirm/MQ/abc-def/", "complete/"])
def test_wagtails_pages_to_reset_a_password_are_ours(client, rest):
    answer = client.get(f"/admin/password_reset/{rest}")
    assert answer["Location"] == "/en/accounts/password/reset/"


def test_a_forgotten_password_is_replaced_by_mail(client):
    user = staff()
    answer = client.post("/en/accounts/password/reset/", {"email": user.email})
    assert answer["Location"] == "/en/accounts/password/reset/done/"
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    new = "another very long password"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    by_password(client, user.email, new)
    assert signed_in(client) == user


def test_an_unknown_address_gets_a_mail_too(client):
    answer = client.post("/en/accounts/password/reset/", {"email": "unknown@example.com"})
    assert answer["Location"] == "/en/accounts/password/reset/done/"
    assert "http://testserver/en/accounts/signup/" in mail.outbox[0].body


def test_signing_out_takes_a_post(client):
    for path in ("/admin/logout/", "/en/accounts/logout/"):
        client.force_login(staff())
        client.get(path)
        assert signed_in(client)
        client.post(path)
        assert not signed_in(client)


def test_somebody_without_access_is_told_so_and_does_not_go_round(client):
    client.force_login(UserFactory(email="camille@example.com"))
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 200
    assert len(answer.redirect_chain) == 1
    html = answer.content.decode()
    assert "camille@example.com" in html
    assert 'action="/en/accounts/logout/"' in html
    assert client.get(SIGN_IN)["Location"] == MINE
