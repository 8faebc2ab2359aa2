"""Fill a database with published threads, in bulk.

A small set of threads is rendered by the plugin's own function; every row is one
of them under a title, a day, anchors and relations of its own.
"""

import copy
import datetime
import random
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm
from wagtail.models import Locale

from backstage_qa.epoch import move_on
from backstage_qa.models import (
    Entry,
    Expert,
    Family,
    Origin,
    Profession,
    PublishedThread,
    Tag,
    Thread,
)
from backstage_qa.search import documents
from backstage_qa.threads import publication

from . import texts

LANGUAGES = ("en", "fr")
PROFESSIONS = 20
TAGS = 60
EXPERTS = 25
REPLIES = 6
RENDERED = 60  # of each language
BATCH = 500
EVERY = datetime.timedelta(minutes=7)


@dataclass
class Cast:
    """What the threads of one language are about, and who answers in them."""

    locale: Locale
    professions: list[Profession]
    tags: list[Tag]
    experts: list[Expert]
    rendered: list[PublishedThread]


def fill(total: int) -> int:
    """Fill up to ``total`` threads; return how many were added. What is there stays as it is."""
    present = PublishedThread.objects.count()
    if present >= total:
        return 0
    with transaction.atomic():
        casts = {language: _cast(language) for language in LANGUAGES}
    numbers = range(present, total)
    with tqdm(total=len(numbers), unit="thread", disable=None) as progress:
        for start in range(0, len(numbers), BATCH):
            batch = numbers[start : start + BATCH]
            _write(batch, casts)
            progress.update(len(batch))
    move_on()
    return len(numbers)


def language_of(number: int) -> str:
    """Four in English, one in French."""
    return "fr" if number % 5 == 4 else "en"


def _place(number: int) -> int:
    """The how manieth of its language this one is."""
    return number // 5 if language_of(number) == "fr" else number - number // 5


def _cast(language: str) -> Cast:
    """The same people and subjects at every call; made at the first."""
    locale = Locale.objects.get(language_code=language)
    chance = random.Random(language)
    family, _ = Family.objects.get_or_create(
        locale=locale, slug="bench", defaults={"name": "Bench"}
    )
    professions = [_profession(locale, family, n) for n in range(PROFESSIONS)]
    tags = [_tag(f"{language}-tag-{n}") for n in range(TAGS)]
    experts = [_expert(n) for n in range(EXPERTS)]
    cast = Cast(locale, professions, tags, experts, [])
    cast.rendered = [_render(cast, chance) for _ in range(RENDERED)]
    return cast


def _profession(locale: Locale, family: Family, number: int) -> Profession:
    subject = texts.SUBJECTS[number % len(texts.SUBJECTS)]
    return Profession.objects.get_or_create(
        locale=locale,
        slug=f"{subject}-{number}",
        defaults={
            "name": f"{subject.title()} {number}",
            "family": family,
            "state": Profession.State.OPEN,
            "summary": "One of many.",
        },
    )[0]


def _tag(slug: str) -> Tag:
    return Tag.objects.get_or_create(slug=slug, defaults={"name": slug.replace("-", " ")})[0]


def _expert(number: int) -> Expert:
    user, _ = get_user_model().objects.get_or_create(email=f"expert{number}@bench.example")
    defaults = {"name": f"Expert {number}", "agreed_public_on": datetime.date(2026, 1, 5)}
    return Expert.objects.get_or_create(user=user, defaults=defaults)[0]


def _render(cast: Cast, chance: random.Random) -> PublishedThread:
    """A public row made by the plugin from an edition that is never saved."""
    language = cast.locale.language_code
    thread = Thread(locale=cast.locale, title="A question", origin=Origin.IMPORT)
    thread.short_answer = chance.choice(texts.SENTENCES[language]) if chance.random() < 0.5 else ""
    thread.professions = []
    expert = chance.choice(cast.experts)
    kinds = [Entry.Kind.QUESTION] + [Entry.Kind.ANSWER, Entry.Kind.FOLLOW_UP] * (REPLIES // 2)
    thread.entries = [
        Entry(
            kind=kind,
            text=texts.paragraphs(language, chance),
            expert=expert if kind == Entry.Kind.ANSWER else None,
            author_name=expert.name if kind == Entry.Kind.ANSWER else "",
            author_job="Analyst" if kind == Entry.Kind.ANSWER else "",
            sort_order=place,
        )
        for place, kind in enumerate(kinds)
    ]
    return publication.render(thread)


@transaction.atomic
def _write(numbers: Iterable[int], casts: dict[str, Cast]) -> None:
    made = [_made(number, casts[language_of(number)]) for number in numbers]
    threads = Thread.objects.bulk_create(edition for edition, _, _ in made)
    for thread, (_, row, _) in zip(threads, made, strict=True):
        row.thread = thread
    rows = PublishedThread.objects.bulk_create(row for _, row, _ in made)
    for name in ("professions", "tags", "experts"):
        relation = getattr(PublishedThread, name)
        column = f"{relation.field.m2m_reverse_field_name()}_id"
        relation.through.objects.bulk_create(
            relation.through(publishedthread_id=row.pk, **{column: thing.pk})
            for row, (_, _, related) in zip(rows, made, strict=True)
            for thing in related[name]
        )
    documents.index(rows)


def _made(number: int, cast: Cast) -> tuple[Thread, PublishedThread, dict[str, list[Any]]]:
    """An edition, its public row and what it is related to; nothing saved."""
    chance = random.Random(number)
    row = copy.copy(cast.rendered[number % len(cast.rendered)])
    row._state = copy.copy(row._state)
    language = cast.locale.language_code
    row.translation_key = uuid.uuid4()
    row.title = texts.title(language, number)
    row.slug = PublishedThread.slug_for(row.title)
    row.entries = list(_entries(row.entries, texts.rare_words(_place(number))))
    professions = chance.sample(cast.professions, 1 + (chance.random() < 0.2))
    tags = chance.sample(cast.tags, chance.randint(0, 3))
    row.profession_list = [{"name": p.name, "slug": p.slug} for p in professions]
    row.tag_list = [{"name": t.name, "slug": t.slug} for t in tags]
    row.published_at = row.updated_at = timezone.now() - EVERY * chance.randint(1, 200_000)
    row.version = 1
    row.helpful = chance.randint(0, 40)
    experts = {entry["expert"] for entry in row.entries if entry["expert"]}
    edition = Thread(
        translation_key=row.translation_key,
        locale=cast.locale,
        title=row.title,
        short_answer=row.short_answer,
        origin=row.origin,
        live=True,
        has_unpublished_changes=False,
        first_published_at=row.published_at,
        last_published_at=row.published_at,
    )
    related = {"professions": professions, "tags": tags}
    return edition, row, related | {"experts": [e for e in cast.experts if e.pk in experts]}


def _entries(entries: list[dict], words: str) -> Iterator[dict]:
    """Copies with anchors of their own; the first answer also says ``words``."""
    said = False
    for entry in entries:
        own = entry | {"anchor": str(uuid.uuid4())}
        if words and not said and entry["kind"] == Entry.Kind.ANSWER:
            said = True
            own |= {"html": f"{entry['html']}<p>{words}</p>", "text": f"{entry['text']}\n\n{words}"}
        yield own
