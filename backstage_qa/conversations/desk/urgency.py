"""How urgent a conversation is, in words: for colour, icon and text alike."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...dates import day_in_words
from ...settings import PromiseSettings
from .. import promise
from ..models import Conversation


@dataclass(frozen=True)
class Urgency:
    """``level`` names the colour: late, today, soon, later or none."""

    level: str
    icon: str
    text: str


def urgency(
    conversation: Conversation, rules: PromiseSettings, now: datetime.datetime | None = None
) -> Urgency:
    """When the answer is due, as said to the staff: to whom it was promised first.

    Days are those of the promise's zone, in which the candidate was told them,
    whatever the zone of the person who reads it.
    """
    due_at = conversation.first_due_at
    if not conversation.is_owed or due_at is None:
        return Urgency("none", "check", _("No answer owed"))
    now = now or timezone.now()
    due = timezone.localdate(due_at, rules.zone)
    days = (due - timezone.localdate(now, rules.zone)).days
    day = day_in_words(due)
    if due_at < now:
        late = max(-days, 1)
        text = ngettext("%(days)d day late (%(date)s)", "%(days)d days late (%(date)s)", late)
        return Urgency("late", "warning", text % {"days": late, "date": day})
    if days == 0:
        return Urgency("today", "time", _("Today"))
    if days == 1:
        return Urgency("soon", "time", _("Tomorrow (%(date)s)") % {"date": day})
    text = ngettext("In %(days)d day (%(date)s)", "In %(days)d days (%(date)s)", days)
    level = "soon" if due_at <= promise.soon(rules, now) else "later"
    return Urgency(level, "calendar", text % {"days": days, "date": day})
