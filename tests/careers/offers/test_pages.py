"""Offers in public: lists, an offer's page, the counted way out, and what is closed."""

import datetime
import json
import re

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backstage_qa.models import Profession
from careers.models import Offer, OfferDay
from careers.offers.importing import import_postings
from tests.careers.factories import OfferFactory
from tests.careers.pages import profession_page
from tests.factories import ProfessionFactory, locale, published_thread
from tests.heads import head_of
from tests.schema_org import faults

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def close(offer):
    import_postings(offer.source, [], accept_closing=True)


def test_the_list_shows_open_offers_newest_first_in_whatever_language(client):
    OfferFactory(title="Older", date_posted=datetime.date(2026, 1, 1))
    OfferFactory(title="Nouvelle", language="fr", date_posted=datetime.date(2026, 2, 1))
    OfferFactory(title="Closed", closed_at=timezone.now())
    OfferFactory(title="Expired", valid_through=timezone.localdate() - datetime.timedelta(1))
    html = client.get("/en/offers/").content.decode()
    assert html.index("Nouvelle") < html.index("Older")
    assert '<h2 class="site-offer__title" lang="fr">' in html
    assert "2 open offers" in html
    assert "Closed" not in html
    assert "Expired" not in html


def test_an_offer_is_open_on_its_last_day_and_closed_on_the_next(client, time_machine):
    offer = OfferFactory(valid_through=datetime.date(2026, 11, 30))
    time_machine.move_to("2026-11-30T22:59:00Z")  # a minute before midnight in Paris
    first = client.get(offer.get_absolute_url())
    assert first.status_code == 200
    time_machine.move_to("2026-11-30T23:00:00Z")
    headers = {"if-none-match": first["ETag"]}
    assert client.get(offer.get_absolute_url(), headers=headers).status_code == 410
    assert offer.title not in client.get("/en/offers/").content.decode()


def test_the_list_is_narrowed_to_a_profession_in_either_language(client):
    english = ProfessionFactory(slug="actuary", name="Actuary")
    french = Profession.objects.create(
        locale=locale("fr"), translation_key=english.translation_key, name="Actuaire", slug="a"
    )
    OfferFactory(title="Actuaire H/F", professions=[french])
    OfferFactory(title="Elsewhere")
    for address in ("/en/offers/?profession=actuary", "/fr/offers/?profession=a"):
        html = client.get(address).content.decode()
        assert "Actuaire H/F" in html
        assert "Elsewhere" not in html
    # A card leads to the profession's page of the reader's language.
    assert 'href="/en/professions/actuary/"' in client.get("/en/offers/").content.decode()


@pytest.mark.parametrize("query", ["profession=nowhere", "after=x", "after=MTIz"])
def test_a_list_that_does_not_exist_says_so(client, query):
    response = client.get(f"/en/offers/?{query}")
    assert response.status_code == 404
    assert "This list of offers does not exist." in response.content.decode()


def test_a_profession_without_offers_says_what_to_do(client):
    profession = ProfessionFactory(slug="actuary")
    response = client.get("/en/offers/?profession=actuary")
    assert response.status_code == 200
    assert profession.get_absolute_url() in response.content.decode()


def test_every_offer_is_on_exactly_one_page_of_the_list(client):
    day = datetime.date(2026, 1, 1)
    titles = {OfferFactory(date_posted=day + datetime.timedelta(n // 7)).title for n in range(45)}
    seen = []
    address = "/en/offers/"
    while address:
        context = client.get(address).context
        seen += [offer.title for offer in context["offers"]]
        address = context["following"] and f"/en/offers/?after={context['following']}"
    assert sorted(seen) == sorted(titles)


def test_an_offer_has_one_page_in_its_own_language(client):
    offer = OfferFactory(title="Analyste crédit", language="fr", location="Lyon")
    address = f"/fr/offers/{offer.pk}/analyste-credit/"
    assert offer.get_absolute_url() == address
    for other in (f"/en/offers/{offer.pk}/analyste-credit/", f"/fr/offers/{offer.pk}/x/"):
        response = client.get(other)
        assert (response.status_code, response["Location"]) == (301, address)
    html = client.get(address).content.decode()
    assert "Lyon" in html
    assert f'href="/fr/offers/{offer.pk}/go/"' in html
    assert offer.url not in html  # only the counted way leads there


def test_an_offer_leads_to_its_profession_its_threads_and_the_way_to_ask(client):
    profession = ProfessionFactory(name="Actuary", slug="actuary")
    thread = published_thread(title="What is a Tuesday like?", professions=[profession])
    html = client.get(OfferFactory(professions=[profession]).get_absolute_url()).content.decode()
    assert 'href="/en/professions/actuary/"' in html
    assert thread.get_absolute_url() in html
    assert "/en/questions/ask/?profession=actuary" in html


def test_beside_a_thread_stand_the_three_newest_offers_of_its_professions_each_once(client):
    actuary, clerk = ProfessionFactory(slug="actuary"), ProfessionFactory(slug="clerk")
    for day, title, about in (
        (1, "Fourth", [actuary]),
        (4, "First", [clerk]),
        (3, "Second", [actuary, clerk]),
        (2, "Third", [actuary]),
    ):
        posted = datetime.date(2026, 1, day)
        OfferFactory(title=f"{title} offer", professions=about, date_posted=posted)
    thread = published_thread(professions=[actuary, clerk])
    html = client.get(thread.get_absolute_url()).content.decode()
    assert re.findall(r"(\w+) offer<", html) == ["First", "Second", "Third"]


def test_a_closed_offer_is_gone_from_everywhere_at_once(client):
    profession = ProfessionFactory(slug="actuary")
    page = profession_page(profession, body=[("offers", {"heading": "Open here", "count": 5})])
    thread = published_thread(professions=[profession])
    offer = OfferFactory(title="Reserving actuary", professions=[profession])
    addresses = [page.url, thread.get_absolute_url(), "/en/offers/", offer.get_absolute_url()]
    kept = {address: client.get(address) for address in addresses}
    for address, response in kept.items():
        assert "Reserving actuary" in response.content.decode(), address
        assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304
    close(offer)
    for address, response in kept.items():
        again = client.get(address, headers={"if-none-match": response["ETag"]})
        assert again.status_code == (410 if address == addresses[-1] else 200)
        assert "Reserving actuary" not in again.content.decode()
    assert "Open here" not in client.get(page.url).content.decode()  # nothing empty is shown
    assert client.get(offer.get_go_url()).status_code == 410


def test_a_page_of_the_api_writes_its_offers_out(client):
    page = profession_page(body=[("offers", {"heading": "", "count": 5})])
    offer = OfferFactory(professions=[page.profession])
    [block] = client.get(f"/api/v2/pages/{page.pk}/").json()["body"]
    [told] = block["value"]["offers"]
    assert told["title"] == offer.title
    assert told["apply_url"] == offer.get_go_url()
    assert offer.url not in str(told)


class TestTheWayOut:
    """``/offers/<id>/go/``: people are counted, and sent where the feed said."""

    def go(self, client, offer, method="get", **headers):
        headers = {"user-agent": FIREFOX} | headers
        return getattr(client, method)(offer.get_go_url(), headers=headers)

    def clicks(self):
        return sum(OfferDay.objects.values_list("clicks", flat=True))

    def test_it_leads_to_the_stored_address_and_counts(self, client):
        offer = OfferFactory()
        for number in (1, 2):
            response = self.go(client, offer)
            assert (response.status_code, response["Location"]) == (302, offer.url)
            assert self.clicks() == number
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert not response.cookies
        assert OfferDay.objects.get().day == timezone.localdate()

    def test_nothing_in_the_request_changes_where_it_leads(self, client):
        offer = OfferFactory()
        for query in ("?next=https://evil.example/", "?url=//evil.example", "//evil.example/"):
            response = client.get(offer.get_go_url() + query)
            assert response.get("Location") in (offer.url, None)

    @pytest.mark.parametrize(
        ("method", "headers"),
        [
            ("head", {}),
            ("get", {"user-agent": GOOGLEBOT}),
            ("get", {"user-agent": "curl/8.5.0"}),
            ("get", {"user-agent": "LinkedInBot/1.0 (compatible; Mozilla/5.0)"}),
            ("get", {"user-agent": ""}),
            ("get", {"sec-purpose": "prefetch;prerender"}),
        ],
    )
    def test_who_is_no_person_is_sent_on_and_not_counted(self, client, method, headers):
        offer = OfferFactory()
        assert self.go(client, offer, method, **headers)["Location"] == offer.url
        assert self.clicks() == 0

    def test_it_cannot_be_posted_to(self, client):
        assert self.go(client, OfferFactory(), "post").status_code == 405

    def test_closed_and_unknown(self, client):
        offer = OfferFactory(closed_at=timezone.now())
        response = self.go(client, offer)
        assert response.status_code == 410
        assert offer.url not in response.content.decode()
        assert self.clicks() == 0
        assert client.get("/en/offers/999999/go/").status_code == 404

    def test_counting_is_never_worth_an_error(self, client, monkeypatch):
        def fail(*args, **kwargs):
            raise DatabaseError("the disk is full")

        offer = OfferFactory()
        monkeypatch.setattr("django.db.models.query.QuerySet.get_or_create", fail)
        assert self.go(client, offer)["Location"] == offer.url


def test_pages_cost_the_same_however_many_offers_there_are(client):
    profession = ProfessionFactory(slug="actuary")
    thread = published_thread(professions=[profession])
    offer = OfferFactory(professions=[profession])
    addresses = {
        "/en/offers/": 5,
        "/en/offers/?profession=actuary": 5,
        offer.get_absolute_url(): 6,
        thread.get_absolute_url(): 6,
    }

    def costs():
        found = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            found.append(len(captured))
        return found

    few = costs()
    for _ in range(30):
        OfferFactory(professions=[profession])
    assert costs() == few
    assert all(cost <= most for cost, most in zip(few, addresses.values(), strict=True)), few


def test_public_pages_tell_nobody_apart(client):
    offer = OfferFactory()
    for address in ("/en/offers/", offer.get_absolute_url()):
        response = client.get(address)
        assert (
            response["Cache-Control"].startswith("max-age=0")
            or "public" in response["Cache-Control"]
        )
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_what_a_feed_says_never_runs(client):
    hostile = "<img src=x onerror=alert(1)>\"'</title><script>alert(1)</script>"
    fields = dict.fromkeys(("title", "location", "category"), hostile)
    offer = OfferFactory(**fields, description="<p>Cleaned.</p>")
    for address in ("/en/offers/", offer.get_absolute_url()):
        html = client.get(address).content.decode()
        assert "<img src=x" not in html
        assert "<script>alert" not in html


def test_all_offers_are_kept_when_a_profession_goes(client):
    offer = OfferFactory(professions=[ProfessionFactory()])
    Profession.objects.all().delete()
    assert Offer.objects.open().count() == 1
    assert client.get(offer.get_absolute_url()).status_code == 200


def structured_data(client, address) -> dict:
    """What a page tells machines, by type."""
    html = client.get(address).content.decode()
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return {thing["@type"]: thing for thing in json.loads(text)["@graph"]}


def test_an_offer_is_told_as_google_asks(client):
    offer = OfferFactory(
        location="Lyon",
        country="FR",
        employment_type="FULL_TIME",
        valid_through=timezone.localdate(),
    )
    told = structured_data(client, offer.get_absolute_url())["JobPosting"]
    assert told["title"] == offer.title
    assert told["description"] == offer.description
    assert told["datePosted"] == "2026-01-05"
    assert told["validThrough"].startswith(f"{timezone.localdate()}T23:59:59")
    assert told["employmentType"] == "FULL_TIME"
    assert told["hiringOrganization"]["name"]
    assert told["jobLocation"]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Lyon",
        "addressCountry": "FR",
    }
    assert told["url"].endswith(offer.get_absolute_url())
    assert faults(told) == []
    assert offer.url not in str(told)


def test_what_is_not_known_is_not_told(client):
    told = structured_data(client, OfferFactory(country="FR").get_absolute_url())["JobPosting"]
    assert not {"validThrough", "employmentType", "industry"} & set(told)
    assert faults(told) == []
    # Google refuses an offer that is nowhere.
    assert "JobPosting" not in structured_data(client, OfferFactory().get_absolute_url())
    remote = OfferFactory(is_remote=True, country="FR")
    told = structured_data(client, remote.get_absolute_url())["JobPosting"]
    assert told["jobLocationType"] == "TELECOMMUTE"
    assert told["applicantLocationRequirements"]["name"] == "FR"
    assert faults(told) == []


def test_sitemaps_name_open_offers_and_no_other(client):
    offer = OfferFactory(language="fr")
    closed = OfferFactory(closed_at=timezone.now())
    assert "/sitemap-offers-0.xml" in client.get("/sitemap.xml").content.decode()
    part = client.get("/sitemap-offers-0.xml").content.decode()
    assert offer.get_absolute_url() in part
    assert closed.get_absolute_url() not in part
    profession = ProfessionFactory(slug="analyst")
    offer.professions.add(profession)
    lists = client.get("/sitemap-offer-lists-0.xml").content.decode()
    assert "/fr/offers/<" in lists
    assert "/en/offers/?profession=analyst<" in lists
    assert head_of(client.get("/en/offers/?profession=analyst")).one("robots") is None
    closed.professions.set([ProfessionFactory(slug="actuary")])
    assert head_of(client.get("/en/offers/?profession=actuary")).one("robots")
    assert "actuary" not in client.get("/sitemap-offer-lists-0.xml").content.decode()
    close(offer)
    assert client.get("/sitemap-offers-0.xml").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [("", True), ("?profession=actuary", True), ("?after={after}", False)],
)
def test_lists_to_be_found_by(client, query, found):
    profession = ProfessionFactory(slug="actuary")
    for _ in range(21):
        OfferFactory(professions=[profession])
    following = client.get("/en/offers/").context["following"]
    html = client.get("/en/offers/" + query.format(after=following)).content.decode()
    assert ("noindex" not in html) is found
    assert ('hreflang="fr"' in html.split("</head>")[0]) is (query == "")
