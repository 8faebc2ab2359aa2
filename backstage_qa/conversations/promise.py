"""Due dates: the end of the nth working day where the employer is.

Working days come from ``holidays``; dates are stored in UTC with the rule that
made them, so that a figure never changes afterwards.
"""

import datetime
from dataclasses import dataclass
from functools import lru_cache

import holidays
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ..conf import backstage_settings
from ..dates import day_in_words
from ..settings import PromiseSettings

END_OF_DAY = datetime.time(23, 59, 59)
SOON = 2  # working days


@dataclass(frozen=True)
class DueDate:
    """``on`` is the day told to people, ``at`` its end in UTC, ``rule`` what made it."""

    on: datetime.date
    at: datetime.datetime
    rule: dict


@lru_cache(maxsize=8)
def calendar(country: str, subdivision: str, year: int) -> holidays.HolidayBase:
    """The working calendar of a country or of a part of it, around a year.

    Filled before anybody else sees it: a calendar that fills itself while it is
    read shows another thread a year without holidays.
    """
    years = range(year - 1, year + 2)
    return holidays.country_holidays(country, subdiv=subdivision or None, years=years)


def working_day(rules: PromiseSettings, day: datetime.date, n: int) -> datetime.date:
    """The nth working day after (or, for a negative n, before) a day."""
    return calendar(rules.country, rules.subdivision, day.year).get_nth_working_day(day, n)


def working_day_from(day: datetime.date, rules: PromiseSettings) -> datetime.date:
    """The day itself where it is a working day, else the next that is one."""
    return working_day(rules, day - datetime.timedelta(days=1), 1)


def end_of(day: datetime.date, rules: PromiseSettings) -> datetime.datetime:
    """The last second of a day where the employer is, in UTC."""
    zone = rules.zone
    return datetime.datetime.combine(day, END_OF_DAY, zone).astimezone(datetime.UTC)


def soon(rules: PromiseSettings, now: datetime.datetime) -> datetime.datetime:
    """Until when an answer is about to be late; a Friday looks as far as Tuesday."""
    return end_of(working_day(rules, _today(now, rules), SOON), rules)


def _today(now: datetime.datetime, rules: PromiseSettings) -> datetime.date:
    return now.astimezone(rules.zone).date()


def _latest_before(
    interview_on: datetime.date, today: datetime.date, rules: PromiseSettings
) -> datetime.date:
    """The last working day before an interview, but never a day gone by."""
    soon = min(interview_on, today + datetime.timedelta(days=366))  # calendars end somewhere
    return max(today, working_day(rules, soon, -1))


def due_date(
    asked_at: datetime.datetime | None = None, interview_on: datetime.date | None = None
) -> DueDate:
    """When an answer to something asked now is due.

    The candidate's own date can only bring it forward: to the last working day
    before the interview.
    """
    rules = PromiseSettings.current()
    today = _today(asked_at or timezone.now(), rules)
    day = working_day(rules, today, rules.working_days)
    rule = {
        "working_days": rules.working_days,
        "country": rules.country,
        "subdivision": rules.subdivision,
        "time_zone": rules.time_zone,
    }
    if interview_on and today <= interview_on <= day:
        day = _latest_before(interview_on, today, rules)
        rule["own_date"] = True
    return DueDate(day, end_of(day, rules), rule)


def held_until(
    day: datetime.date, now: datetime.datetime, interview_on: datetime.date | None = None
) -> DueDate:
    """The due date that a holding reply promises; raises ``ValidationError`` if it may not."""
    rules = PromiseSettings.current()
    today = _today(now, rules)
    if day <= today:
        raise ValidationError({"until": _("Choose a day after today.")})
    latest = today + datetime.timedelta(days=backstage_settings.MAX_HOLD_DAYS)
    if day > latest:
        raise ValidationError(
            {
                "until": _("Choose a day within %(days)s days.")
                % {"days": backstage_settings.MAX_HOLD_DAYS}
            }
        )
    if interview_on and today <= interview_on:
        latest = _latest_before(interview_on, today, rules)
        if day > latest:
            told = _("The answer is needed earlier: by %(day)s at the latest.")
            raise ValidationError({"until": told % {"day": day_in_words(latest)}})
    if (near := working_day_from(day, rules)) != day:
        near = near if near <= latest else working_day(rules, day, -1)
        told = _("Nobody works that day: promise %(day)s instead.")
        raise ValidationError({"until": told % {"day": day_in_words(near)}})
    rule = {"held": True, "time_zone": rules.time_zone}
    return DueDate(day, end_of(day, rules), rule)
