"""Fill conversations and threads, then ask for each list of the desk: for ``benchmarks.desk``."""

import argparse
import datetime
import json
import random
import time
import warnings
from pathlib import Path

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402
from tqdm import tqdm  # noqa: E402

from backstage_qa.models import (  # noqa: E402
    Conversation,
    Expert,
    Message,
    Profession,
    PublishedThread,
    ReadMonth,
    Thread,
    ThreadSource,
)
from backstage_qa.threads.counted import EVERY, count_figures  # noqa: E402

from . import fill, texts  # noqa: E402

BATCH = 2_000
CANDIDATES = 1_000
ASKED = 15  # times each list is asked for; the fastest counts: noise only ever adds
# Of a hundred conversations; the others are closed. A thousand fill a page of each list, so that
# it is as long at each size.
MIX = {"received": 8, "open": 12, "on_hold": 4, "answered": 24, "declined": 8, "withdrawn": 2}
OF_THE_FIRST = 0.1  # share of the first profession, and of the measured expert, whose it is
DRAWN = 4  # a thread was drawn from all but one in so many that could be published
OWED = {"received", "open", "on_hold"}

DESK = "/admin/backstage/conversations/"
THREADS = "/admin/snippets/backstage_qa/thread/"
LISTS = {
    "first screen, with the panels": "/admin/",
    "conversations": DESK,
    "conversations, new": f"{DESK}?status=received",
    "conversations, late": f"{DESK}?overdue=yes",
    "conversations, assigned to nobody": f"{DESK}?assigned=nobody",
    "conversations, no thread yet": f"{DESK}?thread=none",
    "conversations, of a profession": f"{DESK}?profession={{profession}}",
    "conversations, searched": f"{DESK}?q=overtime",
    "threads": THREADS,
    "threads, public": f"{THREADS}?live=true",
    "threads, in review": f"{THREADS}?review=in_progress",
    "threads, to verify": f"{THREADS}?freshness=due",
    "threads, on no page": f"{THREADS}?featured=false",
    "threads, of a profession": f"{THREADS}?professions={{profession}}",
    "threads, most read first": f"{THREADS}?ordering=-readers",
    "threads, searched": f"{THREADS}?q=overtime",
    "professions in figures": "/admin/backstage/figures/",
    "searches without a result": "/admin/backstage/searches/",
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("size", type=int)
    parser.add_argument("told", type=Path)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    fill.fill(options.size)
    client, expert = _signed_in("Editors"), _signed_in("Experts")
    _fill_conversations(options.size)
    _fill_sources()
    _fill_readers()
    count_figures(timezone.now() + EVERY)  # as the tick does, of the larger size again
    with connection.cursor() as cursor:  # as autovacuum does in its own time
        cursor.execute("VACUUM ANALYZE")
    told = {}
    profession = Profession.objects.filter(locale__language_code="en").earliest("pk").pk
    for name, url in LISTS.items():
        told[name] = _asked(client, url.format(profession=profession))
    told["conversations, of an expert"] = _asked(expert, DESK)
    options.told.write_text(json.dumps(told), encoding="utf-8")


def _asked(client: Client, url: str) -> dict[str, float]:
    """Queries of one answer, and its shortest time in milliseconds."""
    times = []
    for _ in range(ASKED):
        started = time.perf_counter()
        response = client.get(url, secure=True)
        times.append((time.perf_counter() - started) * 1000)
        assert response.status_code == 200, (url, response.status_code)
    with CaptureQueriesContext(connection) as captured:
        client.get(url, secure=True)
    return {"queries": len(captured), "ms": min(times)}


def _signed_in(group: str) -> Client:
    users = get_user_model()
    user, _ = users.objects.get_or_create(email=f"{group.lower()}@bench.example")
    user.groups.set([Group.objects.get(name=group)])
    if group == "Experts":
        expert, _ = Expert.objects.get_or_create(user=user, defaults={"name": group})
        expert.professions.set(Profession.objects.filter(locale__language_code="en")[:1])
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _fill_conversations(total: int) -> None:
    """Up to ``total``, each with its question; what is there stays as it is."""
    users = get_user_model()
    addresses = [f"candidate{n}@bench.example" for n in range(CANDIDATES)]
    users.objects.bulk_create((users(email=a) for a in addresses), ignore_conflicts=True)
    candidates = list(users.objects.filter(email__in=addresses).values_list("pk", flat=True))
    professions = list(Profession.objects.filter(locale__language_code="en").order_by("pk"))
    experts = list(Expert.objects.order_by("name"))  # the measured one is the first
    numbers = range(Conversation.objects.count(), total)
    for start in tqdm(range(0, len(numbers), BATCH), unit="batch", disable=None):
        rows = [
            _conversation(n, candidates, professions, experts)
            for n in numbers[start : start + BATCH]
        ]
        Conversation.objects.bulk_create(rows)
        Message.objects.bulk_create(
            Message(
                conversation=row,
                kind="question",
                author_name=row.public_name,
                text=row.subject,
                created_at=row.created_at,
            )
            for row in rows
        )


def _fill_sources() -> None:
    """Threads drawn from most of what was answered with consent."""
    drawn = ThreadSource.objects.values("conversation")
    left = Conversation.objects.filter(consent=True, status__in=["answered", "closed"])
    ids = left.exclude(pk__in=drawn).order_by("pk").values_list("pk", flat=True)
    threads = Thread.objects.filter(sources=None).order_by("pk").values_list("pk", flat=True)
    ties = zip(threads, (pk for pk in ids if pk % DRAWN), strict=False)
    rows = (ThreadSource(thread_id=thread, conversation_id=pk) for thread, pk in ties)
    ThreadSource.objects.bulk_create(rows, batch_size=BATCH)


def _fill_readers() -> None:
    """Of three threads in four, in this month."""
    month = timezone.localdate().replace(day=1)
    ids = PublishedThread.objects.filter(read_months=None).values_list("pk", flat=True)
    rows = (ReadMonth(thread_id=pk, month=month, readers=pk % 97 + 1) for pk in ids if pk % 4)
    ReadMonth.objects.bulk_create(rows, batch_size=BATCH)


def _some(rows: list, chance: random.Random):
    return rows[0] if chance.random() < OF_THE_FIRST else chance.choice(rows)


def _conversation(number: int, candidates, professions, experts) -> Conversation:
    chance = random.Random(number)
    place, status = chance.randrange(100), "closed"
    for name, share in MIX.items():
        if place < share:
            status = name
            break
        place -= share
    asked = timezone.now() - datetime.timedelta(minutes=chance.randint(1, 1_000_000))
    due = timezone.now() + datetime.timedelta(hours=chance.randint(-100, 200))
    return Conversation(
        candidate_id=chance.choice(candidates),
        public_name="Camille",
        profession=_some(professions, chance),
        language="en",
        subject=texts.title("en", number),
        status=status,
        assigned_to=_some(experts, chance) if status not in ("received", "declined") else None,
        consent=chance.random() < 0.5,
        due_at=due if status in OWED else None,
        first_due_at=due if status in OWED else None,
        created_at=asked,
        last_message_at=asked,
    )


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
