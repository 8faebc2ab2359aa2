"""Whole answers, word for word: what front ends were built on does not change unseen.

After a change that is meant: delete the golden file, run the test twice, read the diff.
"""

import datetime
import json
from pathlib import Path
from uuid import UUID

import pytest
import time_machine
from django.test import override_settings
from django.utils import timezone

from backstage_qa.models import Profession, PublishedMeeting, PublishedThread
from tests.factories import (
    EntryFactory,
    ExpertFactory,
    ExpertProfileFactory,
    FamilyFactory,
    MeetingFactory,
    ProfessionFactory,
    RecordingFactory,
    ThreadFactory,
    locale,
)

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "golden"
IDS = {
    "meeting": 801,
    "thread": 701,
    "profession": 301,
    "metier": 302,
    "expert": 501,
    "family": 101,
}


@pytest.fixture
def world():
    with time_machine.travel("2026-03-02T09:30:00+01:00", tick=False):
        family = FamilyFactory(pk=IDS["family"], name="Risk", slug="risk")
        analyst = ProfessionFactory(
            pk=IDS["profession"],
            name="Credit analyst",
            slug="credit-analyst",
            family=family,
            summary="Reads accounts; says what could go wrong.",
            source_note="National career service, public domain",
            source_url="https://example.org/credit-analyst",
        )
        ProfessionFactory(
            pk=IDS["metier"],
            name="Analyste crédit",
            slug="analyste-credit",
            locale=locale("fr"),
            translation_key=analyst.translation_key,
            state=Profession.State.WAITING,
        )
        expert = ExpertFactory(pk=IDS["expert"], professions=[analyst])
        ExpertProfileFactory(expert=expert, name="Claire Martin", since=2019)
        _publish(analyst, expert)
        _publish_meeting(analyst, expert)
        yield


def _publish_meeting(analyst, expert):
    meeting = MeetingFactory(
        title="An evening with credit analysts",
        professions=[analyst],
        speakers=[expert],
        programme="<p>Stories.</p>",
        day=datetime.date(2026, 2, 26),
        translation_key=UUID(int=4),
    )
    now = timezone.now()
    PublishedMeeting.objects.create(
        pk=IDS["meeting"],
        meeting=meeting,
        uid=UUID(int=5),
        translation_key=meeting.translation_key,
        starts_at=now,
        ends_at=now,
        published_at=now,
        updated_at=now,
    )
    meeting.latest_revision.publish()
    film = RecordingFactory(public_id=UUID(int=6), translation_key=meeting.translation_key)
    film.chapters.create(language="en", starts_at=0, title="Why credit?", is_question=True)


def _publish(analyst, expert):
    thread = ThreadFactory(
        title="What does a credit analyst do all day?",
        short_answer="Reads, calls, writes, and says yes more often than no.",
        professions=[analyst],
        tags=["day to day"],
        entries=[
            EntryFactory(
                anchor=UUID(int=1), text="<p>What do you do all day?</p>", author_name="Noé"
            ),
            EntryFactory(
                anchor=UUID(int=2),
                kind="answer",
                text="<p>I read <b>accounts</b>.</p>",
                expert=expert,
                author_name="Claire Martin",
                author_job="Credit analyst",
                said_on=datetime.date(2026, 3, 1),
            ),
            EntryFactory(
                anchor=UUID(int=3),
                kind="answer",
                text="<p>And I call people.</p>",
                author_name="USAJOBS",
                source_url="https://example.org/help",
                source_licence="CC0 1.0",
            ),
        ],
    )
    now = timezone.now()
    PublishedThread.objects.create(
        pk=IDS["thread"], thread=thread, published_at=now, updated_at=now
    )
    thread.latest_revision.publish()


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("threads", "threads"),
        ("threads-with-entries", "threads?entries=true"),
        ("meetings", "meetings?when=past"),
        ("meeting", "meetings/801"),
        ("professions", "professions"),
        ("profession", "professions/fr/analyste-credit"),
        ("experts", "experts"),
        ("unknown-parameter", "threads?profesion=credit-analyst&limit=0"),
        ("not-found", "threads/999"),
    ],
)
@override_settings(BACKSTAGE_QA={"PROFESSION_URL": "/{language}/professions/{slug}/"})
def test_answer_is_as_it_was(world, api, name, path):
    expect(name, api.get(path).json())


def test_schema_is_as_it_was(api):
    expect("openapi", api("openapi.json"))


def expect(name, body):
    file = GOLDEN / f"{name}.json"
    text = json.dumps(body, indent=2, ensure_ascii=False) + "\n"
    if not file.exists():
        file.write_text(text)
        pytest.fail(f"{file} is written; read it and run again.")
    assert text == file.read_text()
