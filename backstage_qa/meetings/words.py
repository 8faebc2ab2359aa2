"""The day and hours of a meeting in words."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..dates import day_in_words
from .public import PublishedMeeting


def hour_in_words(at: datetime.datetime) -> str:
    """Such as "18:30"."""
    return date_format(at, pgettext("format of an hour", "H:i"))


def when_in_words(meeting: PublishedMeeting) -> str:
    """Such as "Thursday 3 December 2026, 18:30 to 20:00 (Europe/Paris, UTC+1)"."""
    return _("%(day)s, %(from)s to %(to)s (%(zone)s)") % {
        "day": day_in_words(meeting.starts, "l j F Y"),
        "from": hour_in_words(meeting.starts),
        "to": hour_in_words(meeting.ends),
        "zone": meeting.zone,
    }
