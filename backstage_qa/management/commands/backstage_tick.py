"""Everything that time does; cron or a timer runs it each minute."""

import argparse
import logging
import signal
import threading
from collections import Counter
from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils import timezone
from tqdm import tqdm

from backstage_qa.audit.recording import forget_old
from backstage_qa.conversations.closing import close_quiet
from backstage_qa.conversations.record import count_records
from backstage_qa.meetings import reconciling as meetings
from backstage_qa.meetings.preparing import queue_due
from backstage_qa.models import Notification
from backstage_qa.notifications.deliver import State, deliver_due
from backstage_qa.review.schedule import expire_due, publish_due
from backstage_qa.threads import reconciling as threads
from backstage_qa.threads import upkeep
from backstage_qa.threads.counted import count_figures

logger = logging.getLogger(__name__)

LEFTOVERS = (threads.withdraw_leftovers, meetings.withdraw_leftovers)
UNINDEXED = (threads.index_missing, meetings.index_missing)
PROGRESS_AFTER = 2  # seconds; and only on a terminal


def seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds from 1 to 86400")
    return value


class Command(BaseCommand):
    help = (
        "Publish and expire what is scheduled, end the meetings that are over, have films"
        " prepared, close quiet conversations, withdraw what is no longer public, index what the"
        " search misses, ask keepers whether their threads are still true, count once a day how"
        " the promise was kept, count the figures of professions again, forget what was recorded"
        " of reading long ago, and deliver the mails that are due. Safe to run twice at once."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stop = threading.Event()

    def add_arguments(self, parser):
        how_often = parser.add_mutually_exclusive_group()
        how_often.add_argument("--once", action="store_true", help="run once and end (the default)")
        how_often.add_argument(
            "--every",
            type=seconds,
            metavar="SECONDS",
            help="run again and again with this pause, until INT or TERM",
        )

    def handle(self, *, every: float | None, verbosity: int, **options):
        if every is None:
            if not self.tick(verbosity):
                raise CommandError("Not everything could be done; the log says why.")
            return
        signals = (signal.SIGINT, signal.SIGTERM)
        before = {s: signal.signal(s, lambda *args: self.stop.set()) for s in signals}
        try:
            while not self.stop.is_set():
                close_old_connections()
                self.tick(verbosity)
                self.stop.wait(every)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def tick(self, verbosity: int) -> bool:
        """Do every part, whatever happens to the others; whether all went well."""
        self.went_well = True
        published, refused = self.part(publish_due) or (0, 0)
        figures = {
            "published": published,
            "refused": refused,
            "expired": self.part(expire_due),
            "withdrawn": sum(self.part(withdraw) or 0 for withdraw in LEFTOVERS),
            "meetings over": self.part(meetings.end_what_is_over),
            "indexed": sum(self.part(index) or 0 for index in UNINDEXED),
            "films asked for": self.part(queue_due),
            "closed": self.part(close_quiet),
            "overdue": self.part(upkeep.mark_overdue),
            "keepers asked": self.part(upkeep.ask_keepers),
            "records": self.part(count_records),
            "figures": self.part(count_figures),
            "accesses forgotten": self.part(forget_old),
        }
        # Last, so that what the others wrote to the outbox goes out at once.
        mails = self.part(self.deliver) or Counter()
        figures |= {f"mails {state}": mails[state] for state in State if state != State.PENDING}
        if verbosity and (verbosity > 1 or self.went_well):
            self.stdout.write(", ".join(f"{count or 0} {name}" for name, count in figures.items()))
        return self.went_well

    def part(self, do: Callable):
        """What ``do`` returns, or None when it failed."""
        try:
            return do()
        except Exception:
            logger.exception("A part of backstage_tick failed: %s", do.__name__)
            self.went_well = False
            return None

    def deliver(self) -> Counter:
        """How many mails came to which state; told to stop, the present one is the last."""
        total = Notification.objects.due(timezone.now()).count()
        told: Counter[str] = Counter()
        for state in tqdm(
            deliver_due(), total=total, unit="mail", disable=None, delay=PROGRESS_AFTER
        ):
            told[state] += 1
            if self.stop.is_set():
                break
        return told
