"""Delivery: each mail once, whoever is killed, refused or too late."""

import datetime
import smtplib
import threading
from collections import Counter

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from backstage_qa.conf import backstage_settings
from backstage_qa.models import Notification
from backstage_qa.notifications import deliver
from tests.backstage_qa.notifications.outbox import asked, owe, states
from tests.backstage_qa.notifications.sink import MailServer, free_port

pytestmark = pytest.mark.django_db

LEASE = datetime.timedelta(seconds=120)


def tick():
    call_command("backstage_tick", verbosity=0)


@pytest.fixture
def smtp(settings):
    """The port of a mail server that may or may not be there."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = free_port()
    return settings.EMAIL_PORT


def test_every_mail_reaches_a_real_server_once(smtp):
    rows = owe(5)
    with MailServer(smtp) as server:
        tick()
        tick()
    received = server.received
    assert [to for to, _ in received] == [row.recipient.email for row in rows]
    for row, (_, content) in zip(rows, received, strict=True):
        assert f"<{row.uid}@example.com>".encode() in content
        assert b"Auto-Submitted: auto-generated" in content
    assert set(states()) == {"sent"}
    assert Notification.objects.filter(sent_at=None).count() == 0


def test_a_refused_address_is_tried_again_ever_later_and_stops_no_other(smtp):
    refused, other = owe(2)
    refused.recipient.email = "refused@example.com"
    refused.recipient.save()
    now = timezone.now()
    waits = []
    with MailServer(smtp) as server, time_machine.travel(now, tick=False) as clock:
        for _ in range(deliver.MAX_ATTEMPTS + 2):
            tick()
            refused.refresh_from_db()
            waits.append(refused.next_attempt_at - timezone.now())
            clock.move_to(max(refused.next_attempt_at, timezone.now()))
    assert [to for to, _ in server.received] == [other.recipient.email]
    assert refused.state == Notification.State.FAILED
    assert refused.attempts == deliver.MAX_ATTEMPTS
    minutes = [wait.total_seconds() / 60 for wait in waits[:4]]
    assert minutes == [1, 2, 4, 8]


def test_while_the_server_is_away_nothing_is_counted_or_lost(smtp):
    (row,) = owe()
    for _ in range(deliver.MAX_ATTEMPTS + 1):
        tick()
    row.refresh_from_db()
    assert (row.state, row.attempts, row.leased_until) == ("pending", 0, None)
    with MailServer(smtp) as server:
        tick()
    assert [to for to, _ in server.received] == [row.recipient.email]


def test_what_another_process_holds_is_left_to_it_until_its_lease_ends(mailoutbox):
    (row,) = owe()
    assert Notification.objects.claim(timezone.now()) == row
    tick()
    assert mailoutbox == []
    with time_machine.travel(timezone.now() + LEASE + datetime.timedelta(seconds=1)):
        tick()
    assert len(mailoutbox) == 1
    assert states() == ["sent"]


def test_who_lost_the_lease_marks_nothing(mailoutbox):
    owe()
    slow = Notification.objects.claim(timezone.now())
    later = timezone.now() + LEASE + datetime.timedelta(seconds=1)
    other = Notification.objects.claim(later)
    assert other == slow
    assert not Notification.objects.settle(slow, state="failed")
    assert Notification.objects.settle(other, state="sent")
    assert states() == ["sent"]


def test_a_mail_that_kills_who_sends_it_is_given_up(mailoutbox):
    owe()
    Notification.objects.update(attempts=deliver.MAX_ATTEMPTS)
    tick()
    assert states() == ["failed"]
    assert mailoutbox == []


@pytest.mark.parametrize("jump", [-400, -1, 1, 400])
def test_a_jump_of_the_clock_sends_nothing_twice(jump, mailoutbox):
    owe(3)
    tick()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=jump)):
        tick()
    tick()
    assert len(mailoutbox) == 3


def test_one_broken_mail_stops_no_other(mailoutbox, monkeypatch):
    broken, fine = owe(2)
    compose = deliver.compose

    def compose_some(row):
        if row == broken:
            raise ValueError("broken")
        return compose(row)

    monkeypatch.setattr(deliver, "compose", compose_some)
    tick()
    assert [message.to for message in mailoutbox] == [[fine.recipient.email]]
    assert states() == ["pending", "sent"]


def test_nothing_is_sent_inside_a_transaction(mailoutbox, monkeypatch, transactional_db):
    owe()
    inside = []
    monkeypatch.setattr(
        mail.backends.locmem.EmailBackend,
        "send_messages",
        lambda self, messages: inside.append(connection.in_atomic_block),
    )
    tick()
    assert inside == [False]


def test_no_server_error_before_the_greeting_costs_an_attempt(monkeypatch, mailoutbox):
    def refuse(self):
        raise smtplib.SMTPServerDisconnected("too busy")

    owe()
    monkeypatch.setattr(mail.backends.locmem.EmailBackend, "open", refuse)
    tick()
    assert Notification.objects.get().attempts == 0


def test_a_worker_makes_it_sooner(mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        asked()
    assert len(mailoutbox) == 1
    assert states() == ["sent"]


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_send_nothing_twice(monkeypatch):
    owe(20)
    sent, together = Counter(), threading.Barrier(2)

    def send(self, messages):
        sent.update(message.extra_headers["Message-ID"] for message in messages)
        return len(messages)

    monkeypatch.setattr(mail.backends.locmem.EmailBackend, "send_messages", send)

    def run():
        try:
            together.wait()
            tick()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tick()  # both may stop early, each leaving the rest to the other
    assert len(sent) == 20
    assert set(sent.values()) == {1}
    assert set(states()) == {"sent"}


def test_the_lease_is_longer_than_a_server_may_take():
    assert backstage_settings.DELIVERY_LEASE >= 60
