"""From the short link to the question: the source travels in addresses, and knows nobody."""

import re

import pytest
from django.core import mail
from django.test import Client

from backstage_qa.conversations import drafts
from backstage_qa.models import Conversation
from careers.models import Campaign, CampaignDay, User
from tests.careers.factories import CampaignFactory
from tests.careers.pages import profession_page
from tests.factories import ProfessionFactory, UserFactory, published_thread

pytestmark = pytest.mark.django_db

ASK = "/en/questions/ask/"
HERE = "http://testserver"


@pytest.fixture
def profession():
    return ProfessionFactory(slug="actuary")


def source_in_form(response) -> str:
    return response.context["form"]["source"].value() or ""


@pytest.mark.parametrize(
    ("query", "referer", "source"),
    [
        ("?via=poster", None, "poster"),
        ("", f"{HERE}/en/professions/actuary/?via=poster", "poster"),
        ("?profession=actuary", f"{HERE}/en/?q=a&via=poster#x", "poster"),
        ("?via=new", f"{HERE}/en/?via=old", "new"),
        ("", "https://evil.example/?via=poster", ""),
        ("", f"{HERE}.evil.example/?via=poster", ""),
        ("", f"{HERE}/en/", ""),
        ("", "http://[", ""),
        ("", f"{HERE}/en/?{'a&' * 60}via=poster", ""),
        ("?via=<script>", None, ""),
        ("?via=" + "x" * 61, None, ""),
        ("?via=Ünï", None, ""),
        ("", None, ""),
    ],
)
def test_the_form_knows_where_its_visitor_came_from(client, query, referer, source):
    headers = {"referer": referer} if referer else {}
    assert source_in_form(client.get(ASK + query, headers=headers)) == source


def ask(client, profession, source):
    form = client.get(f"{ASK}?profession={profession.slug}&via={source}").context["form"]
    fields = {
        "key": form["key"].value(),
        "source": form["source"].value(),
        "profession": profession.slug,
        "subject": "What is a Tuesday like?",
        "text": "I wonder about the days.",
        "public_name": "Camille",
    }
    check = client.post(ASK, fields)["Location"]
    assert client.get(check).status_code == 200
    return check


def code_of_last_mail() -> str:
    return re.search(r"[A-Z]{4}-[A-Z]{4}", mail.outbox[-1].body)[0]


def test_a_question_and_a_sign_up_are_counted_for_it(client, profession):
    campaign = CampaignFactory(code="poster")
    check = ask(client, profession, "poster")
    sign_in = client.post(check, {"send": ""})["Location"]
    client.get(sign_in)
    client.post(sign_in, {"email": "camille@example.com"})
    client.post("/en/accounts/login/code/", {"code": code_of_last_mail()})
    client.post(check, {"send": ""})
    assert Conversation.objects.get().source == "poster"
    [counted] = Campaign.objects.with_counts()
    assert (counted.question_count, counted.sign_up_count) == (1, 1)
    # The account does not know it.
    user = User.objects.get()
    told = [str(getattr(user, field.attname)) for field in User._meta.concrete_fields]
    assert "poster" not in " ".join(told)
    assert CampaignDay.objects.get().campaign == campaign


def test_who_has_an_account_already_is_no_sign_up(client, profession):
    CampaignFactory(code="poster")
    UserFactory(email="camille@example.com")
    client.post("/en/accounts/login/?via=poster", {"email": "camille@example.com"})
    client.post("/en/accounts/login/code/", {"code": code_of_last_mail()})
    assert not CampaignDay.objects.exists()


def test_a_sign_up_without_a_question_is_counted_too(client):
    CampaignFactory(code="poster")
    address = "/en/accounts/login/"
    headers = {"referer": f"{HERE}{address}?via=poster"}
    client.post(address, {"email": "camille@example.com"}, headers=headers)
    client.post("/en/accounts/login/code/", {"code": code_of_last_mail()})
    assert Campaign.objects.with_counts().get().sign_up_count == 1


@pytest.mark.parametrize("source", ["", "nothing-of-ours"])
def test_an_unknown_source_harms_nobody(client, profession, source):
    check = ask(client, profession, source)
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    client.post(check, {"send": ""})
    assert Conversation.objects.get().source == source


def test_a_source_that_is_forged_is_dropped_and_the_question_kept(client, profession):
    form = client.get(ASK).context["form"]
    fields = {
        "key": form["key"].value(),
        "source": "<b>" + "x" * 200,
        "profession": profession.slug,
        "subject": "Why?",
        "text": "I wonder.",
        "public_name": "Camille",
    }
    check = client.post(ASK, fields)["Location"]
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    client.post(check, {"send": ""})
    assert Conversation.objects.get().source == ""


def test_the_latest_question_says_where_a_writer_came_from():
    session = Client().session
    assert drafts.latest_source(session) == ""
    drafts.keep(session, "a", {"source": "first"})
    drafts.keep(session, "b", {"source": "second"})
    assert drafts.latest_source(session) == "second"
    drafts.keep(session, "c", {})
    assert drafts.latest_source(session) == ""


def test_public_pages_are_the_same_with_and_without_a_source(client, profession):
    thread = published_thread(professions=[profession])
    page = profession_page(profession)
    for address in ("/en/", "/en/offers/", page.url, thread.get_absolute_url(), "/en/questions/"):
        plain, marked = client.get(address), client.get(f"{address}?via=poster")
        assert plain.content == marked.content, address
        assert not marked.cookies
        assert "Referer" not in marked.get("Vary", "")
        assert plain["Cache-Control"] == marked["Cache-Control"]


def test_counts_of_campaigns_do_not_mix():
    first, second, none = (CampaignFactory() for _ in range(3))
    CampaignDay.objects.create(campaign=first, day="2026-01-01", visits=2, sign_ups=1)
    CampaignDay.objects.create(campaign=first, day="2026-01-02", visits=3)
    CampaignDay.objects.create(campaign=second, day="2026-01-02", visits=7)
    counted = {row.pk: row for row in Campaign.objects.with_counts()}
    assert (counted[first.pk].visit_count, counted[first.pk].sign_up_count) == (5, 1)
    assert counted[second.pk].visit_count == 7
    assert counted[none.pk].visit_count == counted[none.pk].question_count == 0
