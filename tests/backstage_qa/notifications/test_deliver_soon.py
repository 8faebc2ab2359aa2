"""A worker is told of mail that is owed: once for what is committed at about the same time."""

import datetime
import uuid

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from backstage_qa.models import Notification
from backstage_qa.notifications import tasks
from backstage_qa.notifications.outbox import post
from tests.backstage_qa.notifications.outbox import asked
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clock(monkeypatch):
    """The monotonic clock of the process, moved on by hand; nothing is planned yet."""

    class Clock:
        now = 1000.0

    monkeypatch.setattr(tasks, "monotonic", lambda: Clock.now)
    monkeypatch.setattr(tasks.Planned, "at", 0.0)
    return Clock


@pytest.fixture
def worker(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def told():
    return DBTaskResult.objects.count()


def owe():
    post(Notification.Kind.RECEIVED, f"event:{uuid.uuid4()}", [(UserFactory(), "en")])


def commit_one():
    with transaction.atomic():
        owe()


def test_mails_of_one_moment_are_left_to_one_task(clock, worker):
    commit_one()
    clock.now += tasks.TOGETHER / 2
    commit_one()
    assert told() == 1


def test_a_task_that_may_have_begun_is_not_relied_on(clock, worker):
    commit_one()
    clock.now += tasks.TOGETHER
    commit_one()
    assert told() == 2


def test_the_task_begins_once_what_it_was_relied_on_for_is_committed(clock, worker):
    before = timezone.now()
    commit_one()
    begins = DBTaskResult.objects.get().run_after
    assert begins >= before + datetime.timedelta(seconds=tasks.TOGETHER)


def test_what_is_rolled_back_plans_nothing(clock, worker):
    with transaction.atomic():
        owe()
        transaction.set_rollback(True)
    assert told() == 0
    commit_one()
    assert told() == 1


def test_where_tasks_cannot_wait_each_mail_is_delivered_at_once(clock):
    asked()
    asked()
    assert len(mail.outbox) == 2
