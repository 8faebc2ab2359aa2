"""Meetings in the API: those to come, those that are over, and their films."""

import datetime

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backstage_qa import kept
from backstage_qa.meetings import actions
from backstage_qa.models import PublishedMeeting
from tests.backstage_qa.desks import member
from tests.factories import (
    GuestFactory,
    ProfessionFactory,
    RecordingFactory,
    locale,
    published_meeting,
)

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def titles(page):
    return [meeting["title"] for meeting in page["items"]]


def on(days: int, **kwargs):
    return published_meeting(title=f"Day {days}", day=timezone.localdate() + days * DAY, **kwargs)


def test_the_next_come_first_and_of_those_past_the_last(api):
    for days in (3, -2, 1, -4, 2):
        on(days)
    assert titles(api("meetings")) == ["Day 1", "Day 2", "Day 3"]
    assert titles(api("meetings", when="past")) == ["Day -2", "Day -4"]


@pytest.mark.parametrize("when", ["upcoming", "past"])
def test_pages_leave_none_out_and_show_none_twice(api, when):
    for n in range(7):
        on((1 if when == "upcoming" else -1) * (1 + n // 2))
    pages = list(api.follow("meetings", when=when, limit=2))
    ids = [meeting["id"] for page in pages for meeting in page["items"]]
    assert len(ids) == len(set(ids)) == 7
    assert {page["count"] for page in pages} == {7}


def test_language_and_profession_narrow(api):
    actuary = ProfessionFactory(slug="actuary")
    on(1, professions=[actuary])
    on(2)
    on(3, locale=locale("fr"))
    assert titles(api("meetings", profession="actuary")) == ["Day 1"]
    assert titles(api("meetings", language="fr")) == ["Day 3"]
    assert titles(api("meetings", language="fr", profession="actuary")) == []


def test_one_has_its_programme_and_its_other_languages(api):
    english = on(1, programme="<p>Stories.</p><script>x</script>", speakers=[GuestFactory()])
    french = on(1, locale=locale("fr"), translation_key=english.translation_key)
    assert api("meetings", language="en")["items"][0]["programme"] is None
    meeting = api(f"meetings/{english.pk}")
    assert meeting["programme"] == "<p>Stories.</p>"
    assert meeting["state"] == "upcoming"
    assert len(meeting["speakers"]) == 1
    [other] = meeting["translations"]
    assert (other["id"], other["language"]) == (french.pk, "fr")
    actions.cancel(meeting=english.meeting, by=member("HR"))
    assert api(f"meetings/{french.pk}")["state"] == "cancelled"


def test_a_film_is_there_once_it_is_public(api, client):
    row = on(-1)
    film = RecordingFactory(translation_key=row.translation_key, published_at=None)
    assert api(f"meetings/{row.pk}")["film"] is None
    actions.state_description(recording=film, needed=False, by=member("HR"))
    actions.publish(recording=film, by=member("HR"))
    assert api("meetings", when="past")["items"][0]["is_filmed"] is True
    told = api(f"meetings/{row.pk}")["film"]
    assert told["transcript"] == [{"starts_at": 0, "text": "Good evening."}]
    [track] = told["tracks"]
    assert client.get(track["url"]).status_code == 200


def test_a_withdrawn_one_is_gone(api):
    row = on(1)
    row.meeting.unpublish()
    api.problem(f"meetings/{row.pk}", 410)
    api.problem("meetings/999", 404)
    assert titles(api("meetings")) == []


def test_it_costs_as_little_with_a_thousand(api):
    row = on(-1)
    RecordingFactory(translation_key=row.translation_key)

    def costs():
        found = []
        kept.forget()
        for path in ("meetings?when=past&limit=50&language=en", f"meetings/{row.pk}"):
            with CaptureQueriesContext(connection) as captured:
                assert api.get(path).status_code == 200
            found.append(len(captured))
        return found

    few = costs()
    for n in range(1000):
        row.pk, row.uid, row.meeting = None, f"00000000-0000-4000-8000-{n:012}", None
        row._state.adding = True
        PublishedMeeting.objects.bulk_create([row])
    row.pk = PublishedMeeting.objects.earliest("pk").pk
    assert costs() == few
    assert few[0] <= 4
    assert few[1] <= 6


@override_settings(ROOT_URLCONF="tests.backstage_qa.api.headless_urls")
def test_without_pages_there_are_no_addresses_of_pages(api):
    assert api(f"meetings/{on(1).pk}")["url"] is None
