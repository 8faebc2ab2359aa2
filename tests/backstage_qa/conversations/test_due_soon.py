"""What is about to be late is seen before the weekend that makes it late."""

import datetime

import pytest
import time_machine

from backstage_qa.conversations.desk.urgency import urgency
from backstage_qa.models import Conversation
from backstage_qa.settings import PromiseSettings
from tests.factories import ConversationFactory

pytestmark = pytest.mark.django_db

DAYS = [datetime.date(2026, 12, day) for day in (1, 2, 3, 28, 29, 30)]


def due_on(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(22, 59, 59), datetime.UTC)


@pytest.mark.parametrize(
    ("today", "latest"),
    [
        (datetime.date(2026, 11, 27), 1),  # a Friday
        (datetime.date(2026, 11, 28), 1),
        (datetime.date(2026, 11, 29), 1),
        (datetime.date(2026, 11, 30), 2),
        (datetime.date(2026, 12, 1), 3),
        (datetime.date(2026, 12, 24), 29),  # nobody works on the 25th
    ],
    ids=str,
)
def test_two_working_days_are_seen_ahead(today, latest):
    with time_machine.travel(datetime.datetime.combine(today, datetime.time(9)), tick=False):
        rules = PromiseSettings.current()
        for day in DAYS:
            conversation = ConversationFactory(status="open")
            Conversation.objects.filter(pk=conversation.pk).update(first_due_at=due_on(day))
        by_date = Conversation.objects.order_by("first_due_at")
        ahead = [c for c in by_date if c.first_due_at.date() >= today]
        soon = [c for c in ahead if c.first_due_at.date() <= datetime.date(2026, 12, latest)]
        assert list(Conversation.objects.due_soon().order_by("first_due_at")) == soon
        levels = ["today" if c.first_due_at.date() == today else "soon" for c in soon]
        levels += ["later"] * (len(ahead) - len(soon))
        assert [urgency(c, rules).level for c in ahead] == levels
        assert len(ahead) > len(soon)
