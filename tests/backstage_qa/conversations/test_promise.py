"""Due dates: the end of the nth working day where the employer is, whatever the calendar does."""

import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from backstage_qa.conversations.actions import promising
from backstage_qa.conversations.promise import due_date
from backstage_qa.models import Promise, PromiseSettings
from tests.factories import ConversationFactory

PARIS = ZoneInfo("Europe/Paris")
FIRST, LAST = datetime.date(2024, 1, 1), datetime.date(2035, 12, 31)
ONE_DAY = datetime.timedelta(days=1)

DAYS = st.dates(FIRST, LAST)
MOMENTS = st.datetimes(
    datetime.datetime(2024, 1, 1),
    datetime.datetime(2035, 12, 31, 23, 59, 59),
    timezones=st.just(datetime.UTC),
)


# --- An oracle that shares nothing with the code: the law, and a finger on a calendar ---------


def easter(year: int) -> datetime.date:
    """The Gregorian computus (Meeus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return datetime.date(year, month, day + 1)


def is_french_holiday(day: datetime.date) -> bool:
    """Article L. 3133-1 of the Code du travail."""
    fixed = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
    return (day.month, day.day) in fixed or (day - easter(day.year)).days in {1, 39, 50}


def is_worked(day: datetime.date) -> bool:
    return day.weekday() < 5 and not is_french_holiday(day)


def nth_worked_day(day: datetime.date, n: int) -> datetime.date:
    step = ONE_DAY if n > 0 else -ONE_DAY
    while n:
        day += step
        n -= is_worked(day) * (1 if n > 0 else -1)
    return day


def expected(today: datetime.date, interview: datetime.date | None = None) -> datetime.date:
    due = nth_worked_day(today, 5)
    if interview is None or interview < today:
        return due
    return min(due, max(today, nth_worked_day(interview, -1)))


def last_second(day: datetime.date) -> datetime.datetime:
    """Of a day in Paris; counted from the next midnight, so that no clock change matters."""
    midnight = datetime.datetime.combine(day + ONE_DAY, datetime.time(), PARIS)
    return midnight.astimezone(datetime.UTC) - datetime.timedelta(seconds=1)


@pytest.fixture(autouse=True)
def rules(db):
    return PromiseSettings.objects.create()


def test_the_oracle_knows_its_history():
    assert easter(2024) == datetime.date(2024, 3, 31)
    assert easter(2026) == datetime.date(2026, 4, 5)
    assert easter(2035) == datetime.date(2035, 3, 25)
    assert nth_worked_day(datetime.date(2026, 4, 30), 5) == datetime.date(2026, 5, 11)


def test_every_day_from_2024_to_2035(monkeypatch, rules):
    monkeypatch.setattr(PromiseSettings, "current", lambda: rules)
    day, wrong = FIRST, []
    while day <= LAST:
        due = due_date(datetime.datetime.combine(day, datetime.time(12), PARIS))
        if (due.on, due.at) != (expected(day), last_second(expected(day))):
            wrong.append((day, due))
        day += ONE_DAY
    assert wrong == []


@settings(max_examples=300, deadline=None)
@given(MOMENTS, st.none() | st.integers(-40, 40))
def test_any_moment_with_any_date_of_the_candidates_own(moment, days):
    today = moment.astimezone(PARIS).date()
    interview = None if days is None else today + days * ONE_DAY
    due = due_date(moment, interview)
    assert due.on == expected(today, interview)
    assert due.at == last_second(due.on)
    assert due.at.utcoffset() == datetime.timedelta(0)
    assert due.on <= due_date(moment).on  # their own date only ever brings it forward
    assert due.on >= today


@pytest.mark.parametrize(
    "moment",
    [
        "2024-03-31T01:30+00:00",  # clocks go forward in Paris
        "2024-10-27T00:30+00:00",  # and back: half past two happens twice
        "2024-10-27T01:30+00:00",
        "2024-12-31T22:59+00:00",
        "2024-12-31T23:00+00:00",  # next year in Paris already
        "2028-02-29T12:00+00:00",
    ],
)
def test_days_are_the_employers(moment):
    at = datetime.datetime.fromisoformat(moment)
    assert due_date(at).on == expected(at.astimezone(PARIS).date())


@pytest.mark.parametrize(
    ("country", "subdivision", "zone", "asked", "due"),
    [
        ("FR", "", "Europe/Paris", "2026-04-30", "2026-05-11"),
        ("FR", "57", "Europe/Paris", "2026-03-31", "2026-04-09"),  # Good Friday in Moselle
        ("GB", "ENG", "Europe/London", "2026-05-01", "2026-05-11"),
        ("AE", "", "Asia/Dubai", "2026-01-08", "2026-01-15"),
        ("US", "", "America/New_York", "2026-11-23", "2026-12-01"),
    ],
)
def test_other_employers_have_other_calendars(rules, country, subdivision, zone, asked, due):
    for name, value in (("country", country), ("subdivision", subdivision), ("time_zone", zone)):
        setattr(rules, name, value)
    rules.full_clean()
    rules.save()
    at = datetime.datetime.fromisoformat(f"{asked}T12:00").replace(tzinfo=ZoneInfo(zone))
    found = due_date(at)
    assert found.on.isoformat() == due
    assert found.at.astimezone(ZoneInfo(zone)).isoformat()[:19] == f"{due}T23:59:59"
    assert found.rule == {
        "working_days": 5,
        "country": country,
        "subdivision": subdivision,
        "time_zone": zone,
    }


def test_a_change_of_rules_leaves_promises_as_they_were_made(rules):
    conversation = ConversationFactory()
    before = conversation.promises.values().get()
    rules.working_days, rules.country, rules.time_zone = 1, "JP", "Asia/Tokyo"
    rules.save()
    conversation.refresh_from_db()
    assert conversation.promises.values().get() == before
    assert conversation.due_at == before["due_at"]
    assert before["rule"]["country"] == "FR"
    assert ConversationFactory().promises.get().rule["country"] == "JP"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("country", "XX"),
        ("country", "fr"),
        ("subdivision", "Atlantis"),
        ("time_zone", "Europe/Pari"),
        ("time_zone", "../../etc/passwd"),
        ("working_days", 0),
        ("working_days", 31),
    ],
)
def test_only_rules_that_make_a_date_are_accepted(rules, field, value):
    setattr(rules, field, value)
    with pytest.raises(ValidationError) as refusal:
        rules.full_clean()
    assert list(refusal.value.message_dict) == [field]


def test_without_rules_the_defaults_hold_and_reading_writes_nothing():
    PromiseSettings.objects.all().delete()
    assert due_date().rule["working_days"] == 5
    assert not PromiseSettings.objects.exists()


def test_the_rule_is_read_once_and_a_change_of_it_holds_at_once(rules, django_assert_num_queries):
    due_date()
    with django_assert_num_queries(1):  # whether anything changed
        due_date()
    rules.working_days = 9
    rules.save()
    assert due_date().rule["working_days"] == 9


def test_an_interview_very_far_away_changes_nothing():
    assert due_date(None, datetime.date.max) == due_date(None)


# --- The record ---------------------------------------------------------------------------------


def test_one_promise_is_pending_at_most():
    conversation = ConversationFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        promising.make(conversation, Promise.Kind.FOLLOW_UP, due_date())


def test_what_has_ended_never_ends_again():
    conversation = ConversationFactory()
    with time_machine.travel(conversation.due_at + ONE_DAY, tick=False):
        promising.end(conversation, Promise.Outcome.KEPT)
    ended = conversation.promises.values().get()
    assert ended["outcome"] == "late"
    assert promising.end(conversation, Promise.Outcome.KEPT) is None
    assert conversation.promises.values().get() == ended


@pytest.mark.parametrize("outcome", ["kept", "replaced", "void"])
def test_once_its_date_has_passed_it_is_late_whatever_ends_it(outcome):
    in_time, too_late = ConversationFactory.create_batch(2)
    promising.end(in_time, Promise.Outcome(outcome))
    with time_machine.travel(too_late.due_at + ONE_DAY, tick=False):
        promising.end(too_late, Promise.Outcome(outcome))
    assert in_time.promises.get().outcome == outcome
    assert too_late.promises.get().outcome == "late"
    assert timezone.is_aware(too_late.promises.get().ended_at)
