"""A cancelled meeting says so everywhere, at once, in each language."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from icalendar import Calendar
from wagtail.models import ModelLogEntry

from backstage_qa.meetings import actions
from backstage_qa.models import Cancellation, Meeting, PublicEpoch
from tests.backstage_qa.desks import member, signed_in
from tests.factories import MeetingFactory, locale, published_meeting
from tests.heads import head_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def both():
    english = published_meeting(title="An evening")
    key = english.meeting.translation_key
    french = published_meeting(title="Une soirée", locale=locale("fr"), translation_key=key)
    return english, french


def page(client, row) -> str:
    return client.get(row.get_absolute_url()).content.decode()


def test_every_page_and_calendar_says_so(client, both):
    epoch = PublicEpoch.current()
    actions.cancel(meeting=both[0].meeting, by=member("HR"))
    assert PublicEpoch.current() > epoch
    assert "This meeting is cancelled." in page(client, both[0])
    assert "Cette rencontre est annulée." in page(client, both[1])
    assert "Cancelled" in client.get("/en/meetings/").content.decode()
    event = head_of(client.get(both[0].get_absolute_url())).thing("Event")
    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    for row in both:
        url = reverse("backstage_qa:meeting_entry", args=[row.pk])
        url = url.replace("/en/", f"/{row.language}/")
        [entry] = Calendar.from_ical(client.get(url).content).walk("VEVENT")
        assert entry["STATUS"] == "CANCELLED"
        assert entry["SEQUENCE"] == row.version + 1
        assert entry["UID"] == str(row.uid)
    assert b"Cancelled: An evening" in client.get("/en/meetings/feed.atom").content


def test_nobody_is_invited_any_more(client, both):
    doors = ['href="mailto:come@example.com', 'href="https://meet.example/1"']
    row = published_meeting(register_email="come@example.com", online_url="https://meet.example/1")
    assert all(door in page(client, row) for door in doors)
    actions.cancel(meeting=row.meeting, by=member("HR"))
    assert not any(door in page(client, row) for door in doors)


def test_a_translation_published_later_is_cancelled_too(client):
    meeting = MeetingFactory()
    actions.cancel(meeting=meeting, by=member("HR"))
    later = published_meeting(locale=locale("fr"), translation_key=meeting.translation_key)
    assert later.cancelled_at


def test_no_older_text_takes_it_back_but_hr_does(client, both):
    hr = member("HR")
    actions.cancel(meeting=both[0].meeting, by=hr)
    both[0].meeting.latest_revision.publish()
    assert "This meeting is cancelled." in page(client, both[0])
    actions.reinstate(meeting=both[1].meeting, by=hr)
    assert "This meeting is cancelled." not in page(client, both[0])


def test_twice_is_once(both):
    hr = member("HR")
    for _ in range(2):
        actions.cancel(meeting=both[0].meeting, by=hr)
    assert Cancellation.objects.count() == 1
    logged = ModelLogEntry.objects.filter(action="backstage_qa.cancel_meeting")
    assert [entry.user for entry in logged] == [hr]


@pytest.mark.parametrize("verb", [actions.cancel, actions.reinstate])
def test_others_may_not(verb, both):
    with pytest.raises(PermissionDenied):
        verb(meeting=both[0].meeting, by=member("Experts"))


def test_the_admin_asks_first_and_get_changes_nothing(both):
    client = signed_in(member("HR"))
    viewset = Meeting.snippet_viewset
    edit = reverse(viewset.get_url_name("edit"), args=[both[0].meeting_id])
    cancel = reverse(viewset.get_url_name("cancel"), args=[both[0].meeting_id])
    assert cancel in client.get(edit).content.decode()
    assert "Do you want to cancel" in client.get(cancel).content.decode()
    assert not Cancellation.objects.exists()
    assert client.post(cancel, {"verb": "cancel"}).url == edit
    assert Cancellation.objects.exists()
    assert "after all" in client.get(edit).content.decode()
    client.post(cancel, {"verb": "reinstate"})
    assert not Cancellation.objects.exists()
