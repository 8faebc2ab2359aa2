"""The pages of meetings: what they say, what they cost, what caches keep."""

import datetime
from urllib.parse import quote

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from backstage_qa.html import clean
from backstage_qa.models import PublishedMeeting
from tests import atom
from tests.backstage_qa.test_html import PAYLOADS
from tests.factories import GuestFactory, ProfessionFactory, locale, published_meeting
from tests.heads import head_of
from tests.schema_org import faults

pytestmark = pytest.mark.django_db

LIST = "/en/meetings/"


def text(client, address) -> str:
    return client.get(address).content.decode()


def many(number: int, profession) -> None:
    """Public rows that nobody announced, as a mass; half of them past."""
    now = timezone.now()
    rows = PublishedMeeting.objects.bulk_create(
        PublishedMeeting(
            translation_key=f"00000000-0000-4000-8000-{n:012}",
            language="en",
            title=f"Meeting {n}",
            slug=f"meeting-{n}",
            summary="A summary.",
            starts_at=now + datetime.timedelta(days=n - number // 2),
            ends_at=now + datetime.timedelta(days=n - number // 2, hours=1),
            is_over=n < number // 2,
            time_zone="Europe/Paris",
            published_at=now,
            updated_at=now,
        )
        for n in range(number)
    )
    through = PublishedMeeting.professions.through
    through.objects.bulk_create(
        through(publishedmeeting_id=row.pk, profession_id=profession.pk) for row in rows
    )


def test_the_hours_are_those_of_the_place_whatever_ours_are(client):
    row = published_meeting(
        day=datetime.date(2027, 7, 1), time_zone="America/New_York", title="In New York"
    )
    assert row.starts_at.isoformat() == "2027-07-01T22:30:00+00:00"
    html = text(client, row.get_absolute_url())
    assert "Thursday 1 July 2027" in html
    assert "18:30 to 20:00" in html
    assert "America/New York, UTC-4" in html


def test_a_page_reads_in_french(client):
    row = published_meeting(locale=locale("fr"), day=datetime.date(2027, 7, 1))
    html = text(client, row.get_absolute_url())
    assert "jeudi 1er juillet 2027" in html
    assert "de 18\u00a0h\u00a030 à 20\u00a0h\u00a000" in html


def test_a_meeting_is_over_once_the_tick_has_seen_its_end(client):
    row = published_meeting(day=datetime.date(2027, 3, 4))
    with time_machine.travel("2027-03-04T18:00:00Z", tick=False):
        call_command("backstage_tick", verbosity=0)
        assert "This meeting is over." not in text(client, row.get_absolute_url())
        etag = client.get(LIST)["ETag"]
    with time_machine.travel("2027-03-04T19:00:01Z", tick=False):
        call_command("backstage_tick", verbosity=0)
        assert "This meeting is over." in text(client, row.get_absolute_url())
        assert client.get(LIST)["ETag"] != etag
        response = client.get(LIST)
        assert response.context["upcoming"] == []
        assert response.context["past"] == [row]


def test_the_list_shows_the_next_first_then_the_last_a_page_at_a_time(client, settings):
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"PAGE_SIZE": 3}
    many(10, ProfessionFactory())
    seen, address = [], LIST
    first = client.get(address).context
    assert [row.title for row in first["upcoming"]] == [f"Meeting {n}" for n in range(5, 10)]
    while address:
        context = client.get(address).context
        seen += [row.title for row in context["past"]]
        address = context["next_page"] and LIST + context["next_page"]
    assert seen == [f"Meeting {n}" for n in range(4, -1, -1)]


def test_the_list_of_a_profession(client):
    actuary = ProfessionFactory(name="Actuary", slug="actuary")
    published_meeting(title="With actuaries", professions=[actuary])
    published_meeting(title="With others", professions=[ProfessionFactory(slug="auditor")])
    response = client.get(f"{LIST}?profession=actuary")
    html = response.content.decode()
    assert "With actuaries" in html
    assert "With others" not in html
    assert head_of(response).one("robots") == "noindex, follow"
    calendar = client.get(f"{LIST}calendar.ics?profession=actuary")
    assert len(Calendar.from_ical(calendar.content).walk("VEVENT")) == 1


@pytest.mark.parametrize(
    "query", ["profession=nothing", "profession=%00", "after=nonsense", "after=%00"]
)
def test_an_address_of_nothing_is_said_in_words(query, client):
    published_meeting()
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == (200 if query == "profession=%00" else 404)
    assert client.get(f"{LIST}calendar.ics?profession=nothing").status_code == 404


def test_an_old_address_leads_to_the_present_one_and_a_withdrawn_one_is_gone(client):
    row = published_meeting()
    for old in (f"{LIST}{row.pk}/", f"{LIST}{row.pk}/old-words/"):
        assert client.get(old).url == row.get_absolute_url()
        assert client.get(f"{old}?t=28").url == f"{row.get_absolute_url()}?t=28"
    row.meeting.unpublish()
    assert client.get(row.get_absolute_url()).status_code == 410
    assert client.get(f"{LIST}{row.pk}/meeting.ics").status_code == 410
    assert row.title not in text(client, LIST)
    assert row.title not in text(client, f"{LIST}calendar.ics")
    feed = atom.parse(client.get(f"{LIST}feed.atom").content)
    assert feed.find(f"{atom.ATOM}entry") is None
    assert feed.find(atom.DELETED).get("ref").endswith(f"{LIST}{row.pk}/")


def test_pages_cost_as_little_with_a_thousand_meetings_as_with_ten(client):
    profession = ProfessionFactory(slug="actuary")
    row = published_meeting(professions=[profession], speakers=[GuestFactory()])
    addresses = [row.get_absolute_url(), LIST, f"{LIST}?profession=actuary", f"{LIST}calendar.ics"]

    def costs():
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            found.append(len(captured))
        return found

    client.get(addresses[0])  # what a process looks up once
    many(10, profession)
    few = costs()
    PublishedMeeting.objects.exclude(pk=row.pk).delete()
    many(1000, profession)
    assert costs() == few
    assert few[0] <= 6
    assert max(few[1:]) <= 5


@pytest.mark.parametrize("name", ["", "calendar.ics", "feed.atom"])
def test_any_cache_may_keep_them(name, client):
    published_meeting()
    response = client.get(LIST + name)
    assert "public" in response["Cache-Control"]
    assert "Vary" not in response
    assert not response.cookies
    again = client.get(LIST + name, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_a_calendar_keeps_an_entry_up_to_date(client):
    row = published_meeting(title="Before; after, all", day=datetime.date(2027, 3, 4))
    url = f"{LIST}{row.pk}/meeting.ics"
    response = client.get(url)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    [first] = Calendar.from_ical(response.content).walk("VEVENT")
    assert first["SUMMARY"] == "Before; after, all"
    assert b"X-WR-CALNAME:Before\\; after\\, all\r\n" in response.content
    assert first.start == row.starts_at
    assert first.end == row.ends_at
    assert first["LOCATION"] == "Tower Hall, 1 Quay Street, 75001 Paris"
    row.meeting.day = datetime.date(2027, 3, 11)
    row.meeting.save_revision().publish()
    [second] = Calendar.from_ical(client.get(url).content).walk("VEVENT")
    assert second["UID"] == first["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second.start - first.start == datetime.timedelta(days=7)


def test_a_meeting_is_shared_by_its_address(client):
    row = published_meeting(title="Come & see")
    whole = quote(f"http://testserver{row.get_absolute_url()}", safe="")
    page = text(client, row.get_absolute_url())
    assert f'"mailto:?subject=Come%20%26%20see&amp;body={whole}"' in page
    assert f"/share-offsite/?url={whole}" in page
    assert f"https://wa.me/?text=Come%20%26%20see%20{whole}" in page


def test_machines_are_told_of_the_event(client):
    row = published_meeting(speakers=[GuestFactory(name="Sam")], online_url="https://example.com/x")
    head = head_of(client.get(row.get_absolute_url()))
    assert [fault for thing in head.things for fault in faults(thing)] == []
    event = head.thing("Event")
    assert event["eventAttendanceMode"].endswith("MixedEventAttendanceMode")
    assert [person["name"] for person in event["performer"]] == ["Sam"]
    placeless = published_meeting(place="", address="")
    things = head_of(client.get(placeless.get_absolute_url())).things
    assert [thing["@type"] for thing in things] == ["BreadcrumbList"]


@pytest.mark.any_database
def test_nothing_that_was_typed_runs(client):
    row = published_meeting(speakers=[GuestFactory()])
    for payload in PAYLOADS:
        typed = payload[:200]
        row.speakers[0]["name"] = payload[:100]
        row.title = row.summary = row.place = row.address = typed
        row.programme = clean(payload)
        row.save()
        for address in (row.get_absolute_url(), LIST, f"{LIST}feed.atom"):
            if "<" in typed:
                assert typed not in text(client, address)


def test_what_is_typed_is_cleaned_before_it_is_public():
    for payload in PAYLOADS:
        row = published_meeting(programme=payload)
        assert clean(row.programme) == row.programme
