"""The short link: counted, and never a way off this site."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import PageViewRestriction

from careers.campaigns.links import destination
from careers.models import Campaign, CampaignDay
from tests.careers.factories import CampaignFactory
from tests.careers.pages import profession_page
from tests.factories import ProfessionFactory, locale

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def follow(client, code, method="get", **headers):
    return getattr(client, method)(f"/c/{code}", headers={"user-agent": FIREFOX} | headers)


def visits():
    return sum(CampaignDay.objects.values_list("visits", flat=True))


def test_it_leads_to_its_page_with_the_code_and_is_counted(client):
    page = profession_page(ProfessionFactory(slug="actuaire", locale=locale("fr")))
    campaign = CampaignFactory(code="salon-2026", page=page, path="")
    for number in (1, 2):
        response = follow(client, "salon-2026")
        assert response.status_code == 302
        assert response["Location"] == "/fr/professions/actuaire/?via=salon-2026"
        assert visits() == number
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert campaign.days.get().day == timezone.localdate()
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("code", ["Salon-2026", "SALON-2026", "salon-2026/"])
def test_it_is_read_as_people_type_it(client, code):
    CampaignFactory(code="salon-2026")
    assert follow(client, code).status_code == 302


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/en/", "/en/?via=x"),
        ("/en/questions/?tag=pay", "/en/questions/?tag=pay&via=x"),
        ("/en/questions/?via=other&tag=a+b", "/en/questions/?tag=a+b&via=x"),
        ("/en/questions/1/why/#entry", "/en/questions/1/why/?via=x#entry"),
    ],
)
def test_addresses_keep_what_they_say(path, leads_to):
    assert destination(Campaign(code="x", path=path)) == leads_to


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "/\t/evil.example/",
        "/ /evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/en/\r\nSet-Cookie: a=b",
        "/\N{FULLWIDTH SOLIDUS}evil.example",
        "",
    ],
)
def test_it_never_leads_to_another_host(client, path):
    campaign = CampaignFactory.build(code="x", path=path)
    with pytest.raises(ValidationError):
        campaign.full_clean()
    campaign.save()  # nor if it were written past the form
    assert follow(client, "x")["Location"] == "/en/?via=x"


@pytest.mark.parametrize("how", ["unpublish", "restrict", "delete"])
def test_a_printed_link_outlives_its_page(client, how):
    page = profession_page()
    CampaignFactory(code="poster", page=page, path="")
    if how == "restrict":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    else:
        getattr(page, how)()
    assert follow(client, "poster")["Location"] == "/en/?via=poster"


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("head", {}),
        ("get", {"user-agent": "facebookexternalhit/1.1"}),
        ("get", {"user-agent": "Mozilla/5.0 (compatible; GPTBot/1.2)"}),
        ("get", {"user-agent": ""}),
        ("get", {"sec-purpose": "prefetch"}),
    ],
)
def test_who_is_no_person_is_sent_on_and_not_counted(client, method, headers):
    CampaignFactory(code="x")
    assert follow(client, "x", method, **headers).status_code == 302
    assert visits() == 0


def test_what_is_unknown_or_posted(client):
    CampaignFactory(code="x")
    assert follow(client, "unknown").status_code == 404
    assert follow(client, "x", "post").status_code == 405


class TestMakingOne:
    def made(self, **fields):
        campaign = CampaignFactory.build(**{"code": ""} | fields)
        campaign.full_clean()
        campaign.save()
        return campaign

    def test_the_code_is_made_of_the_name_and_free(self):
        name = "Salon de l’emploi, Lyon 2026"
        assert [self.made(name=name).code for _ in range(3)] == [
            "salon-de-lemploi-lyon-2026",
            "salon-de-lemploi-lyon-2026-2",
            "salon-de-lemploi-lyon-2026-3",
        ]

    @pytest.mark.parametrize("name", ["招聘会", "___", "-", "x" * 120, "a -- b"])
    def test_any_name_gives_a_code(self, name):
        assert self.made(name=name).code

    @pytest.mark.parametrize("code", ["Salon", "é", "a b", "a--b", "-a", "a/b", "a\n", "x" * 41])
    def test_a_code_that_nobody_could_type_is_refused(self, code):
        with pytest.raises(ValidationError) as refusal:
            self.made(code=code)
        assert list(refusal.value.message_dict) == ["code"]

    def test_a_page_or_an_address_one_of_the_two(self):
        for fields in ({"path": ""}, {"page": profession_page()}):
            with pytest.raises(ValidationError, match="one of the two"):
                self.made(**fields)

    def test_an_address_copied_from_the_browser_is_understood(self, settings):
        settings.WAGTAILADMIN_BASE_URL = "https://careers.example"
        assert self.made(path=" https://careers.example/en/ ").path == "/en/"
        with pytest.raises(ValidationError):
            self.made(path="https://careers.example.evil.example/")
