"""The register of campaigns: who makes them, and what they print."""

import re

import pytest
from django.urls import reverse

from careers.models import Campaign, CampaignDay
from tests.backstage_qa.desks import editor, expert, member, signed_in
from tests.careers.factories import CampaignFactory
from tests.careers.pages import profession_page
from tests.factories import ProfessionFactory, UserFactory

pytestmark = pytest.mark.django_db

CAMPAIGNS = "/admin/careers/campaign/"
FIELDS = {"name": "Lyon job fair", "kind": "job_fair", "code": "", "path": "/en/", "page": ""}


def address(action, campaign) -> str:
    return reverse(f"careers_campaign_modeladmin_{action}", args=[campaign.pk])


def printed(campaign) -> list[str]:
    return [
        reverse("campaign_qr_svg", args=[campaign.pk]),
        reverse("campaign_qr_png", args=[campaign.pk]),
        reverse("campaign_card", args=[campaign.pk, "en"]),
        reverse("campaign_card", args=[campaign.pk, "fr"]),
    ]


@pytest.mark.parametrize("make", [editor, lambda: member("HR")])
def test_editors_and_hr_make_one(make):
    client = signed_in(make())
    assert client.get(f"{CAMPAIGNS}create/").status_code == 200
    response = client.post(f"{CAMPAIGNS}create/", FIELDS | {"headline": "", "note": ""})
    assert response.status_code == 302
    campaign = Campaign.objects.get()
    assert campaign.code == "lyon-job-fair"
    CampaignDay.objects.create(campaign=campaign, day="2026-01-01", visits=421)
    html = client.get(CAMPAIGNS).content.decode()
    for words in ("Lyon job fair", "421", "/c/lyon-job-fair", *printed(campaign)):
        assert words in html


def test_what_is_wrong_is_said_beside_the_field():
    client = signed_in(editor())
    page = client.post(f"{CAMPAIGNS}create/", FIELDS | {"path": "https://evil.example/"})
    assert "Write an address of this site" in page.content.decode()
    page = client.post(f"{CAMPAIGNS}create/", FIELDS | {"path": ""})
    assert "one of the two" in page.content.decode()
    CampaignFactory(code="taken")
    page = client.post(f"{CAMPAIGNS}create/", FIELDS | {"code": "taken"})
    assert "already exists" in page.content.decode()
    assert Campaign.objects.count() == 1


def test_a_code_is_given_once():
    campaign = CampaignFactory(code="printed")
    client = signed_in(editor())
    fields = FIELDS | {"code": "another", "headline": "Come and ask", "note": ""}
    assert client.post(address("edit", campaign), fields).status_code == 302
    campaign.refresh_from_db()
    assert (campaign.code, campaign.headline) == ("printed", "Come and ask")


def test_only_administrators_delete():
    campaign = CampaignFactory()
    for user in (editor(), member("HR")):
        signed_in(user).post(address("delete", campaign))
        assert Campaign.objects.exists()
    signed_in(UserFactory(is_superuser=True)).post(address("delete", campaign))
    assert not Campaign.objects.exists()


def test_an_expert_sees_nothing_of_it(client):
    campaign = CampaignFactory()
    for someone in (signed_in(expert(ProfessionFactory()).user), client):
        for where in (CAMPAIGNS, address("edit", campaign), *printed(campaign)):
            assert someone.get(where).status_code == 302


def test_the_qr_code_holds_the_short_link(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://careers.example"
    campaign = CampaignFactory(code="lyon")
    assert campaign.short_url == "https://careers.example/c/lyon"
    client = signed_in(editor())
    svg, png = (client.get(where) for where in printed(campaign)[:2])
    assert svg["Content-Type"] == "image/svg+xml"
    assert svg.content.startswith(b"<?xml")
    assert png["Content-Type"] == "image/png"
    assert png.content.startswith(b"\x89PNG")
    download = client.get(printed(campaign)[1] + "?download")
    assert download["Content-Disposition"] == 'attachment; filename="lyon.png"'


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Ask the people who do the job."), ("fr", "celles et ceux qui font le métier")],
)
def test_the_card_speaks_each_language(language, words):
    campaign = CampaignFactory()
    client = signed_in(editor())
    html = client.get(reverse("campaign_card", args=[campaign.pk, language])).content.decode()
    assert f'<html lang="{language}">' in html
    assert words in html
    assert campaign.short_url_as_read in html
    assert client.get(f"/admin/campaigns/{campaign.pk}/card/de/").status_code == 404


def test_the_card_says_its_own_headline_as_text():
    campaign = CampaignFactory(headline="<b>Come</b> & ask")
    html = signed_in(editor()).get(printed(campaign)[2]).content.decode()
    assert "&lt;b&gt;Come&lt;/b&gt; &amp; ask" in html


def test_a_page_is_chosen_and_shown():
    page = profession_page()
    client = signed_in(member("HR"))
    fields = FIELDS | {"path": "", "page": page.pk, "headline": "", "note": ""}
    assert client.post(f"{CAMPAIGNS}create/", fields).status_code == 302
    campaign = Campaign.objects.get()
    html = client.get(address("edit", campaign)).content.decode()
    assert page.title in html
    assert re.search(r'name="code"[^>]*disabled', html)
