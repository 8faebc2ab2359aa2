"""The record of the promise: counted of answers, stored, and silent about small numbers."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backstage_qa.conversations.record import FEWEST, count_records
from backstage_qa.models import Message, Promise, PromiseRecord, PublicEpoch
from tests.factories import (
    ConversationFactory,
    MessageFactory,
    ProfessionFactory,
    PromiseFactory,
    published_thread,
)

pytestmark = pytest.mark.django_db

MONDAY = datetime.datetime(2026, 11, 9, 10, tzinfo=datetime.UTC)
NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


def answered(profession, days: int, *, outcome=Promise.Outcome.KEPT, holding_after=None):
    """A conversation of that Monday whose first answer came so many days later."""
    conversation = ConversationFactory(profession=profession, status="answered", created_at=MONDAY)
    if holding_after is not None:
        said_at = MONDAY + datetime.timedelta(days=holding_after)
        MessageFactory(conversation=conversation, kind=Message.Kind.HOLDING, created_at=said_at)
    said_at = MONDAY + datetime.timedelta(days=days)
    MessageFactory(conversation=conversation, kind=Message.Kind.ANSWER, created_at=said_at)
    PromiseFactory(conversation=conversation, outcome=outcome, ended_at=said_at)


def test_the_median_is_in_working_days_and_a_holding_reply_is_no_answer():
    profession = ProfessionFactory()
    # Tuesday to Thursday; then Monday a week later, whose Wednesday is a holiday in France.
    for days in (1, 2, 3, 7):
        answered(profession, days)
    answered(profession, 7, outcome=Promise.Outcome.LATE, holding_after=1)
    assert count_records(NOW) == 2
    record = PromiseRecord.objects.get(profession=profession)
    assert record.answered == 5
    assert record.median_days == 2  # Armistice Day, 11 November, is no working day
    assert record.kept_percent == 80
    whole = PromiseRecord.objects.get(profession=None)
    assert (whole.language, whole.answered) == ("en", 5)


def test_a_promise_that_is_overdue_is_not_kept():
    profession = ProfessionFactory()
    for _ in range(FEWEST):
        answered(profession, 1)
    conversation = ConversationFactory(profession=profession, created_at=MONDAY)
    assert conversation.due_at < NOW
    count_records(NOW)
    assert PromiseRecord.objects.get(profession=profession).kept_percent == 83


def test_the_share_kept_is_never_rounded_up():
    profession = ProfessionFactory()
    for _ in range(4):
        answered(profession, 1)
    for _ in range(2):
        answered(profession, 7, outcome=Promise.Outcome.LATE)
    count_records(NOW)
    assert PromiseRecord.objects.get(profession=profession).kept_percent == 66


def test_a_few_answers_are_not_told_of():
    profession = ProfessionFactory()
    for _ in range(FEWEST - 1):
        answered(profession, 1)
    answered(ProfessionFactory(), 1)
    count_records(NOW)
    assert [record.profession_id for record in PromiseRecord.objects.all()] == [None]


def test_what_is_older_than_a_year_does_not_count():
    profession = ProfessionFactory()
    for _ in range(FEWEST):
        answered(profession, 1)
    assert count_records(NOW + datetime.timedelta(days=370)) == 0
    assert not PromiseRecord.objects.exists()


def test_it_is_counted_once_a_day_and_moves_pages_on_only_when_it_differs():
    profession = ProfessionFactory()
    for _ in range(FEWEST):
        answered(profession, 1)
    before = PublicEpoch.current()
    assert count_records(NOW) == 2
    assert PublicEpoch.current() > before
    assert count_records(NOW) == 0
    before = PublicEpoch.current()
    assert count_records(NOW + datetime.timedelta(days=1)) == 2
    assert PublicEpoch.current() == before


def test_where_there_is_nothing_to_tell_it_is_counted_once_a_day_too():
    answered(ProfessionFactory(), 1)
    assert count_records(NOW) == 0
    with CaptureQueriesContext(connection) as captured:
        assert count_records(NOW) == 0
    assert not [query for query in captured if "backstage_qa_message" in query["sql"]]


def test_a_thread_says_how_the_promise_of_its_profession_was_kept(client):
    profession = ProfessionFactory()
    thread = published_thread(professions=[profession])
    assert "in time" not in client.get(thread.get_absolute_url()).content.decode()
    PromiseRecord.objects.create(
        language="en",
        profession=profession,
        answered=12,
        median_days=2,
        kept_percent=97,
        counted_on=timezone.localdate(),
    )
    profession.save()  # the epoch moves on
    html = client.get(thread.get_absolute_url()).content.decode()
    assert "half of the answers within 2 working days, 97% in time" in html
