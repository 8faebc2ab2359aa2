"""Each format of feed, by its documentation: what is read, and what is refused."""

import datetime
import json

import pytest

from careers.models import Offer

from .conftest import FEEDS, posting

pytestmark = pytest.mark.django_db


def test_json_ld_in_a_page_with_a_graph(import_feed):
    import_feed((FEEDS / "page.html").read_bytes(), "--language=en")
    offer = Offer.objects.get()
    assert (offer.external_id, offer.title) == ("4711", "Analyste crédit H/F")
    assert (offer.location, offer.country) == ("Lyon, Rhône", "FR")
    assert offer.employment_type == "FULL_TIME"
    assert (offer.category, offer.language) == ("Risques", "fr")
    assert offer.date_posted == datetime.date(2026, 11, 2)
    assert offer.valid_through == datetime.date(2026, 12, 30)  # midnight ends the day before
    assert offer.description == "<h3>Le poste</h3><p>Lire des bilans.</p>"


def test_a_page_without_an_address_of_its_own_gives_none(refused):
    assert "there is no url" in refused((FEEDS / "page.html").read_text().replace("canonical", "x"))


@pytest.mark.parametrize(
    "document",
    [
        posting(),
        [posting()],
        {"@graph": [posting()]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": posting()}]},
        [{"@type": "Organization"}, [{"@type": "DataFeed", "dataFeedElement": posting()}]],
    ],
)
def test_json_ld_is_found_wherever_it_stands(import_feed, document):
    import_feed(document)
    assert Offer.objects.get().external_id == "job-1"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"identifier": None}, {"external_id": "https://jobs.aurore.example/1"}),
        ({"identifier": {"@type": "PropertyValue", "value": "R-9"}}, {"external_id": "R-9"}),
        ({"jobLocation": "Nice"}, {"location": "Nice"}),
        (
            {"jobLocation": [{"address": {"addressLocality": name}} for name in ("Metz", "Brest")]},
            {"location": "Metz · Brest"},
        ),
        (
            {"jobLocation": {"address": {"addressCountry": {"name": "FR"}}}},
            {"location": "FR", "country": "FR"},
        ),
        ({"jobLocationType": "TELECOMMUTE"}, {"is_remote": True}),
        ({"employmentType": "temps partiel"}, {"employment_type": "PART_TIME"}),
        ({"employmentType": "something else"}, {"employment_type": ""}),
        ({"title": {"@value": "Actuaire", "@language": "fr"}}, {"title": "Actuaire"}),
        ({"title": "x" * 300}, {"title": "x" * 199 + "…"}),
        ({"inLanguage": "de"}, {"language": "en"}),
        ({"validThrough": "2026-12-31"}, {"valid_through": datetime.date(2026, 12, 31)}),
        ({"validThrough": "2026-12-31T23:59"}, {"valid_through": datetime.date(2026, 12, 31)}),
        ({"description": "First.\n\nThen <3."}, {"description": "<p>First.</p><p>Then &lt;3.</p>"}),
    ],
)
def test_json_ld_as_people_write_it(import_feed, fields, told):
    import_feed([posting(**fields)])
    offer = Offer.objects.get()
    assert {name: getattr(offer, name) for name in told} == told


def test_greenhouse(import_feed):
    import_feed((FEEDS / "greenhouse.json").read_text(), kind="greenhouse")
    offer = Offer.objects.get()  # a post for no job in particular is none
    assert (offer.external_id, offer.title, offer.location) == ("127817", "Vault Designer", "NYC")
    assert offer.url == "https://boards.greenhouse.io/vaulttec/jobs/127817"
    assert offer.category == "Department of Departments"
    assert offer.date_posted == datetime.date(2026, 1, 13)  # in the employer's time zone
    assert "<p>With <strong>HTML</strong> &amp; entities.</p>" in offer.description


def test_lever(import_feed):
    import_feed((FEEDS / "lever.json").read_text(), "--language=en", kind="lever")
    offer = Offer.objects.get()
    assert offer.external_id == "5ac21346-8e0c-4494-8e7a-3eb92ff77902"
    assert (offer.title, offer.country) == ("Risk Data Scientist", "FR")
    assert offer.location == "Paris · Lyon"
    assert (offer.employment_type, offer.is_remote) == ("FULL_TIME", True)
    assert offer.category == "Risk, Models"
    assert offer.date_posted == datetime.date(2025, 11, 11)
    assert offer.url.startswith("https://jobs.lever.co/")
    assert offer.description == (
        "<p>You <b>model</b>.</p><p>You explain.</p>"
        "<h3>You bring</h3><ul><li>Statistics</li><li>Patience</li></ul>"
        "<p>With a bonus.</p><p>We answer.</p>"
    )


def test_csv(import_feed):
    import_feed(b"\xef\xbb\xbf" + (FEEDS / "offers.csv").read_bytes(), kind="csv")
    first, second = Offer.objects.order_by("external_id")
    assert (first.title, first.language) == ("Conseiller ; clientèle", "fr")
    assert (first.employment_type, first.is_remote) == ("TEMPORARY", False)
    assert first.valid_through == datetime.date(2026, 11, 30)
    assert (second.language, second.is_remote, second.valid_through) == ("en", True, None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_csv_as_spreadsheets_save_it(import_feed, encoding):
    table = 'id;title;url\r\n1;"Chargé d’études ""senior""\r\n– Évry";https://jobs.example/1\r\n'
    import_feed(table.encode(encoding), kind="csv")
    assert Offer.objects.get().title == 'Chargé d’études "senior" – Évry'


@pytest.mark.parametrize("kind", ["Application/LD+JSON", "application/ld+json; charset=utf-8"])
def test_json_ld_by_any_spelling_of_its_type(import_feed, kind):
    scripts = [
        f'<script type="{written}">{json.dumps(posting(number))}</script>'
        for number, written in enumerate(("application/ld+json", kind))
    ]
    import_feed("<!doctype html>" + "".join(scripts))
    assert Offer.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("jsonld", "{", "is not JSON"),
        ("jsonld", "[" * 100_000, "is not JSON"),
        ("jsonld", b"\xff\xfe", "UTF-8"),
        ("jsonld", "7", "holds no JobPosting"),
        ("jsonld", [{"@type": "Event"}], "holds no JobPosting"),
        ("jsonld", "<p>No jobs today.</p>", "holds no JobPosting"),
        (
            "jsonld",
            '<script type="application/ld+json">{"@type": "JobPosting",</script>',
            "its JSON-LD is not JSON",
        ),
        ("greenhouse", [], "no Greenhouse board"),
        ("greenhouse", {"jobs": ["x"]}, "no Greenhouse board"),
        ("lever", {"ok": False}, "no list of Lever postings"),
        ("csv", "", "no column 'id'"),
        ("csv", "id,title\n", "no column 'url'"),
        ("csv", "id,title,url,valid_thru\n", "is it 'valid_through'?"),
        ("csv", "id,title,url,url\n", "two columns 'url'"),
        ("csv", "x" * 100_000, "the column 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' is"),
        ("csv", "id,title,url\n1,Actuary\n", "line 2: 2 values for 3 columns"),
        ("csv", 'id,title,url\n1,"Actuary\n', "line 2"),
    ],
)
def test_what_is_not_of_the_format_is_refused(refused, kind, content, said):
    assert said in refused(content, kind=kind)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": " "}, "offer 2: there is no title"),
        ({"title": ["x"] * 0}, "offer 2: there is no title"),
        ({"url": "javascript:alert(1)"}, "no web address"),
        ({"url": "ftp://jobs.aurore.example/1"}, "no web address"),
        ({"url": "https://user:pass@jobs.aurore.example/1"}, "name or password"),
        ({"url": "https://jobs.aurore.example/" + "x" * 500}, "too long"),
        ({"identifier": "x" * 300}, "the id is too long"),
        ({"identifier": "\ud800"}, "there is no id"),
        ({"url": "https://jobs.aurore.example/\x00"}, "no web address"),
        ({"url": "https://jobs.aurore.example/\ud800"}, "no web address"),
        ({"url": "https://[jobs"}, "no web address"),
        ({"datePosted": "2026-13-01"}, "date_posted is no date"),
        ({"datePosted": "0001-01-01"}, "date_posted is no date"),
        ({"validThrough": "0001-01-01T00:00:00"}, "valid_through is no date"),
        ({"validThrough": "9999-12-31T23:59:59-12:00"}, "valid_through is no date"),
        ({"datePosted": "yesterday"}, "date_posted is no date"),
        ({"validThrough": {}}, "valid_through is no date"),
    ],
)
def test_one_bad_offer_stops_all_and_is_named(refused, fields, said):
    assert said in refused([posting(1), posting(2, **fields)])
    assert not Offer.objects.exists()


@pytest.mark.parametrize("junk", [True, ["x"], {"<b>": 1}, 1.5])
@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("id", "offer 1: there is no id"),
        ("title", "offer 1: there is no title"),
        ("absolute_url", "offer 1: there is no url"),
    ],
)
def test_what_is_no_text_is_none(refused, field, said, junk):
    job = {"id": 1, "title": "A", "absolute_url": "https://a.example/1", field: junk}
    assert said in refused({"jobs": [job]}, kind="greenhouse")


def test_a_page_that_tells_no_possible_address_is_refused_in_one_line(refused):
    document = json.dumps(posting(url=""))
    page = (
        '<link rel="canonical" href="https://[jobs">'
        f'<script type="application/ld+json">{document}</script>'
    )
    assert "no web address" in refused(page)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Analyst, <b>R&amp;D</b><script>alert(1)</script>", "Analyst, R&D"),
        ("R&amp;D analyst", "R&D analyst"),
        ("Analyst < 2 years", "Analyst < 2 years"),
        ("Actuary\ud800\x00 \u202eruof", "Actuary ruof"),
    ],
)
def test_titles_are_one_line_of_text(import_feed, written, read):
    import_feed([posting(title=written)])
    assert Offer.objects.get().title == read


@pytest.mark.parametrize("junk", [None, 1, "x", [], {}, [[]], {"name": []}, [{"@id": []}]])
@pytest.mark.parametrize(
    "name", ["description", "jobLocation", "employmentType", "industry", "inLanguage", "@context"]
)
def test_odd_values_are_left_out(import_feed, name, junk):
    import_feed([posting(**{name: junk})])
    assert Offer.objects.count() == 1


@pytest.mark.parametrize("junk", [None, 1, "x", [], {}, [1]])
def test_odd_values_of_job_boards_are_left_out(import_feed, junk):
    job = {"id": 1, "title": "A", "absolute_url": "https://a.example/1"}
    odd = dict.fromkeys(("location", "departments", "content", "language"), junk)
    import_feed({"jobs": [job | odd]}, kind="greenhouse", source="greenhouse")
    post = {"id": "1", "text": "A", "hostedUrl": "https://a.example/1"}
    odd = dict.fromkeys(("categories", "lists", "description", "additional", "country"), junk)
    import_feed([post | odd], kind="lever", source="lever")
    assert Offer.objects.count() == 2
