"""Importing a source into threads, in batches: what is committed once is not done again."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from django.db import IntegrityError, reset_queries, transaction
from wagtail.models import Locale

from ..professions.models import Profession
from ..threads import bulk
from ..threads.models import Thread
from .building import add_tags, build
from .languages import guess
from .models import ImportedThread
from .professions import Professions
from .report import Outcome, Report
from .texts import Question, Source, Unusable
from .updating import publish, update

BATCH = 50


class AtWorkElsewhere(Exception):
    """Another import of the same source writes at this moment."""


@dataclass
class Step:
    """A question, what it is to become, and the record of what it became before."""

    question: Question
    language: str
    professions: list[Profession]
    record: ImportedThread | None
    outcome: Outcome = Outcome.IMPORTED
    thread: Thread | None = None

    @cached_property
    def fingerprint(self) -> str:
        chosen = [profession.pk for profession in self.professions]
        return self.question.fingerprint(language=self.language, professions=chosen)


class Import:
    """One run. ``languages`` are those a question may be in, the likeliest first."""

    def __init__(
        self,
        source: Source,
        professions: Professions,
        languages: list[str],
        report: Report,
        *,
        publish: bool = False,
        dry_run: bool = False,
    ) -> None:
        self.source, self.professions, self.report = source, professions, report
        self.languages, self.publish, self.dry_run = languages, publish, dry_run
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}

    def run(self, limit: int | None = None) -> Iterator[int]:
        """Do it; yields the number of questions of each batch, once it is committed."""
        questions = islice(self.source.questions(self.report), limit)
        while batch := list(islice(questions, BATCH)):
            with transaction.atomic():
                steps = self._plan(batch)
                if not self.dry_run:
                    self._write(steps)
            for step in steps:  # told once it is true
                thread = step.record.thread_id if step.record else None
                self.report.add(step.outcome, step.question.place, thread=thread)
            reset_queries()  # which Django keeps for debugging
            yield len(batch)

    # --- What is to be done -------------------------------------------------

    def _plan(self, batch: list[Question]) -> list[Step]:
        """What to do with each question; those of no use are reported and left out."""
        keys = [question.external_id for question in batch]
        known = ImportedThread.objects.filter(source=self.source.name, external_id__in=keys)
        records = {record.external_id: record for record in known.select_related("thread")}
        steps = []
        for question in batch:
            try:
                steps.append(self._step(question, records.get(question.external_id)))
            except Unusable as why:
                self.report.skip(question.place, str(why))
        return steps

    def _step(self, question: Question, record: ImportedThread | None) -> Step:
        language = question.language or self._language(question)
        professions = self.professions.of(question, language)
        if language not in self.locales:
            raise Unusable(f"this site has no language {language!r}")
        if not professions:
            raise Unusable(f"no profession in the language {language!r} fits")
        for slug in self.professions.unknown(question):
            self.report.skip(question.place, f"no profession has the slug {slug!r}")
        step = Step(question, language, professions, record)
        if record is not None:
            self._compare(step, record)
        if step.outcome in {Outcome.IMPORTED, Outcome.UPDATED}:
            locale = self.locales[language]
            step.thread = build(question, self.source, locale, professions, self.report)
        return step

    def _language(self, question: Question) -> str:
        return guess(f"{question.title} {question.texts[0].html}", self.languages)

    def _compare(self, step: Step, record: ImportedThread) -> None:
        """Say what an imported thread needs; ``Unusable`` if somebody here took it over."""
        if why := record.touched():
            raise Unusable(why)
        if step.fingerprint != record.fingerprint:
            step.outcome = Outcome.UPDATED
        elif self.publish and record.live_revision != record.revision:
            step.outcome = Outcome.PUBLISHED
        else:
            step.outcome = Outcome.UNCHANGED
        if step.outcome != Outcome.UNCHANGED and record.thread.workflow_in_progress:
            raise Unusable("in review here")

    # --- Doing it -----------------------------------------------------------

    def _write(self, steps: list[Step]) -> None:
        built = [step for step in steps if step.thread is not None]
        add_tags((step.thread, step.question.tags) for step in built)
        new = [step for step in built if step.record is None]
        bulk.create([step.thread for step in new])
        for step in new:
            step.record = ImportedThread(
                source=self.source.name,
                external_id=step.question.external_id,
                thread=step.thread,
                revision=step.thread.latest_revision_id,
                fingerprint=step.fingerprint,
            )
        for step in built:
            if step.outcome == Outcome.UPDATED:
                update(step.record, step.thread, step.fingerprint)
        if self.publish:
            wanted = {Outcome.IMPORTED, Outcome.UPDATED, Outcome.PUBLISHED}
            publish([step.record for step in steps if step.outcome in wanted])
        self._remember(steps)

    def _remember(self, steps: list[Step]) -> None:
        changed = ["fingerprint", "revision", "live_revision"]
        records = [step.record for step in steps if step.outcome != Outcome.UNCHANGED]
        ImportedThread.objects.bulk_update([r for r in records if r.pk], changed)
        try:
            ImportedThread.objects.bulk_create(r for r in records if not r.pk)
        except IntegrityError as error:
            raise AtWorkElsewhere from error
