"""``backstage_tick``: what time does, each part for itself, and no harm in doing it twice."""

import datetime
import os
import signal
import subprocess
import sys
import threading
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from backstage_qa.management.commands.backstage_tick import Command
from backstage_qa.models import ExpertProfile, Promise, PublishedThread, Thread
from backstage_qa.notifications import deliver
from backstage_qa.review.models import Origin
from backstage_qa.threads.actions import draft_from
from tests.backstage_qa.desks import editor
from tests.backstage_qa.notifications.outbox import answered, owe, states
from tests.factories import (
    ConversationFactory,
    ExpertProfileFactory,
    ThreadFactory,
    published_thread,
)

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def one_person_publishes(settings):
    settings.BACKSTAGE_QA = settings.BACKSTAGE_QA | {"FOUR_EYES": False}


def tick():
    """The line of figures, as a dict."""
    out = StringIO()
    call_command("backstage_tick", stdout=out)
    (line,) = out.getvalue().splitlines()
    parts = (part.partition(" ") for part in line.split(", "))
    found = {name: int(count) for count, _, name in parts}
    del found["figures"]  # counted again every quarter of an hour, whatever happens
    return found


def figures(**changed):
    nothing = dict.fromkeys(
        [
            "published",
            "refused",
            "expired",
            "withdrawn",
            "meetings over",
            "films asked for",
            "closed",
            "indexed",
            "overdue",
            "keepers asked",
            "records",
            "accesses forgotten",
        ],
        0,
    )
    return nothing | {f"mails {state}": 0 for state in ("sent", "dropped", "failed")} | changed


def schedule(thread, at):
    thread.go_live_at = at
    thread.save_revision().publish()


# --- Scheduled texts ---------------------------------------------------------


def test_what_is_scheduled_is_public_when_its_hour_has_come():
    thread = ThreadFactory()
    schedule(thread, timezone.now() + HOUR)
    assert tick() == figures()
    with time_machine.travel(timezone.now() + 2 * HOUR):
        assert tick() == figures(published=1)
        assert PublishedThread.objects.public().get().thread == thread
        assert tick() == figures()


def test_what_has_expired_is_gone_in_the_same_way():
    public = published_thread(expire_at=timezone.now() + HOUR)
    profile = ExpertProfileFactory(expire_at=timezone.now() + HOUR)
    assert tick() == figures()
    with time_machine.travel(timezone.now() + 2 * HOUR):
        assert tick() == figures(expired=2)
        assert tick() == figures()
    public.refresh_from_db()
    assert public.withdrawn_at
    assert Thread.objects.get().expired
    assert not ExpertProfile.objects.public().filter(pk=profile.pk).exists()


def test_a_publication_that_is_refused_is_unscheduled_and_stops_no_other():
    conversation = answered()
    refused = draft_from(conversation=conversation, by=editor())
    schedule(refused, timezone.now() + HOUR)
    # By a door that nobody watches; the candidate's own would have unscheduled it.
    type(conversation).objects.update(consent=False)
    other = ThreadFactory()
    schedule(other, timezone.now() + 2 * HOUR)
    with time_machine.travel(timezone.now() + 3 * HOUR):
        sent = {"mails sent": 2, "mails dropped": 1}  # nobody is asked to answer any more
        assert tick() == figures(published=1, refused=1, **sent)
        assert tick() == figures()
    assert [row.thread for row in PublishedThread.objects.all()] == [other]
    assert not refused.revisions.exclude(approved_go_live_at=None).exists()
    history = ModelLogEntry.objects.for_instance(refused).filter(action="wagtail.schedule.cancel")
    assert history.count() == 1


def test_a_failure_keeps_its_schedule_and_stops_no_other(monkeypatch, caplog):
    first, second = ThreadFactory(title="First"), ThreadFactory(title="Second")
    for thread in (first, second):
        schedule(thread, timezone.now() + HOUR)
    went_public = Thread.went_public

    def fail_once(self):
        if self.title == "First":
            raise RuntimeError("disk full")
        went_public(self)

    with time_machine.travel(timezone.now() + 2 * HOUR):
        with monkeypatch.context() as patch:
            patch.setattr(Thread, "went_public", fail_once)
            assert tick() == figures(published=1)
        assert "disk full" in caplog.text
        assert tick() == figures(published=1)
    assert PublishedThread.objects.public().count() == 2


# --- Quiet conversations -------------------------------------------------------


@pytest.mark.parametrize(("days", "status"), [(29, "answered"), (31, "closed")])
def test_an_answered_conversation_closes_when_nobody_writes(days, status):
    conversation = answered()
    tick()
    with time_machine.travel(timezone.now() + days * DAY):
        assert tick()["closed"] == (status == "closed")
        assert tick() == figures()
    conversation.refresh_from_db()
    assert conversation.status == status


@pytest.mark.parametrize("status", ["received", "open", "on_hold", "declined", "withdrawn"])
def test_no_other_conversation_closes(status):
    ConversationFactory(status=status, created_at=timezone.now() - 400 * DAY)
    assert tick() == figures()


def test_a_promise_past_its_date_is_late_and_still_owed():
    conversation = ConversationFactory(status="open", created_at=timezone.now() - 60 * DAY)
    tick()
    promise = conversation.promises.get()
    assert promise.outcome == Promise.Outcome.PENDING
    assert type(conversation).objects.overdue().get() == conversation


# --- Leftovers ---------------------------------------------------------------------


def test_a_public_row_without_a_public_thread_is_withdrawn():
    kept, left = published_thread(), published_thread()
    Thread.objects.filter(pk=left.thread_id).update(live=False)  # a door nobody can watch
    assert tick() == figures(withdrawn=1)
    assert tick() == figures()
    assert list(PublishedThread.objects.public()) == [kept]
    assert kept.origin == Origin.DEMO


# --- The command -------------------------------------------------------------------


def test_one_part_that_fails_stops_no_other(monkeypatch, mailoutbox, caplog):
    owe()
    command = "backstage_qa.management.commands.backstage_tick"

    def expire_due():
        raise RuntimeError("broken")

    monkeypatch.setattr(f"{command}.expire_due", expire_due)
    with pytest.raises(CommandError):
        call_command("backstage_tick", stdout=StringIO())
    assert len(mailoutbox) == 1
    assert "expire_due" in caplog.text


@pytest.mark.parametrize("pause", ["0", "-1", "soon", "1e9", "nan"])
def test_a_pause_that_is_none_is_refused(pause, capsys):
    with pytest.raises(SystemExit) as end:
        Command().run_from_argv(["manage.py", "backstage_tick", f"--every={pause}"])
    assert end.value.code == 2
    assert f"{pause!r} is not a number of seconds" in capsys.readouterr().err


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_again_and_again_until_it_is_told_to_stop(number, mailoutbox):
    owe()
    before = signal.getsignal(number)
    threading.Timer(0.3, os.kill, (os.getpid(), number)).start()
    call_command("backstage_tick", every=0.05, verbosity=0)  # returns, and raises nothing
    assert signal.getsignal(number) == before
    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
def test_told_to_stop_it_ends_after_the_mail_in_hand(mailoutbox, monkeypatch):
    rows = owe(3)
    compose = deliver.compose

    def told(row):
        os.kill(os.getpid(), signal.SIGTERM)
        return compose(row)

    monkeypatch.setattr(deliver, "compose", told)
    call_command("backstage_tick", every=60, verbosity=0)
    assert [mail.to for mail in mailoutbox] == [[rows[0].recipient.email]]
    assert states() == ["sent", "pending", "pending"]


def test_help_says_what_it_does():
    command = [sys.executable, "manage.py", "backstage_tick", "--help"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "--every SECONDS" in said
