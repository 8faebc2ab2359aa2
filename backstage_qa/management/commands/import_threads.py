"""Bring questions and answers from elsewhere: JSON Lines, or a Stack Exchange dump."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm
from wagtail.models import Locale

from backstage_qa.imports.addresses import host_of
from backstage_qa.imports.archives import is_archive, refuse_packed, unpacked
from backstage_qa.imports.dump_rows import find_files
from backstage_qa.imports.json_lines import JsonLines
from backstage_qa.imports.models import ImportedThread
from backstage_qa.imports.professions import Professions, UnknownProfession
from backstage_qa.imports.report import Report
from backstage_qa.imports.running import AtWorkElsewhere, Import
from backstage_qa.imports.stack_exchange import Dump
from backstage_qa.imports.texts import BrokenFile, Source

LONGEST_NAME = ImportedThread._meta.get_field("source").max_length
WRONG = 2  # exit code for what the person who called can mend
STOPPED = 130
PROGRESS_AFTER = 2  # seconds; and only on a terminal


def positive(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 2**31:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


class Command(BaseCommand):
    help = (
        "Import questions and answers from a JSON Lines file, or from the folder or tar archive of"
        " a Stack Exchange dump. Can be run again: it goes on where it was stopped, updates what"
        " changed, and leaves alone what somebody edited here. See docs/import-threads.md."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="file, folder or archive")
        parser.add_argument("--profession", default="", metavar="SLUG", help="of what has no other")
        parser.add_argument(
            "--tags", type=Path, metavar="CSV", help="which tag is about which profession"
        )
        parser.add_argument(
            "--language",
            action="append",
            metavar="CODE",
            help="repeat it where there are several: each question takes the one it reads like"
            " (default: the languages of this site)",
        )
        parser.add_argument(
            "--source", default="", metavar="NAME", help="for a dump, the host of its site"
        )
        parser.add_argument("--publish", action="store_true", help="not as drafts")
        parser.add_argument("--limit", type=positive, metavar="N", help="the first N questions")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")
        parser.add_argument(
            "--report", type=Path, metavar="FILE", help="write what became of each row to a file"
        )

    def handle(self, *, path, profession, tags, language, source, limit, **options):
        with ExitStack() as stack:
            try:
                chosen = Professions(default=profession, by_tag=tags)
                languages = self.languages(language)
                report = Report(self.report_file(options["report"], stack))
                run = Import(
                    self.read(path, source, stack),
                    chosen,
                    languages,
                    report,
                    publish=options["publish"],
                    dry_run=options["dry_run"],
                )
                self.do(run, limit)
            except (BrokenFile, UnknownProfession) as problem:
                raise CommandError(str(problem), returncode=WRONG) from problem
            except AtWorkElsewhere as problem:
                wait = "Another import of this source is at work; run this one again later."
                raise CommandError(wait, returncode=WRONG) from problem

    def languages(self, chosen: list[str] | None) -> list[str]:
        """Those a question may be in, the likeliest first."""
        known = list(Locale.objects.values_list("language_code", flat=True))
        for code in chosen or []:
            if code not in known:
                wrong = f"This site has no language {code!r}; it has {', '.join(sorted(known))}."
                raise CommandError(wrong, returncode=WRONG)
        main = settings.LANGUAGE_CODE.split("-")[0]
        return chosen or sorted(known, key=lambda code: (code.split("-")[0] != main, code))

    def report_file(self, path: Path | None, stack: ExitStack) -> TextIO | None:
        try:
            return stack.enter_context(path.open("w", encoding="utf-8")) if path else None
        except OSError as error:
            raise BrokenFile(f"{path}: {error.strerror}") from error

    # --- First pass: read all, write nothing --------------------------------

    def read(self, path: Path, name: str, stack: ExitStack) -> Source:
        """The source at ``path``, every file of it found good; raises ``BrokenFile``."""
        if not path.exists():
            raise BrokenFile(f"{path}: there is no such file or folder")
        if is_archive(path):
            path = stack.enter_context(unpacked(path))
        if not path.is_dir():
            refuse_packed(path)
            if path.suffix.lower() == ".xml":
                raise BrokenFile(f"{path}: give the folder that it is in")
            with self.reading(path.stat().st_size) as progress:
                return JsonLines(path, self.named(name or path.stem), progress)
        host = self.named(host_of(name or path.resolve().name))
        if not host:
            raise BrokenFile(f"{path}: say with --source which site the dump is of")
        files = find_files(path).values()
        for file in files:
            refuse_packed(file)
        size = sum(file.stat().st_size for file in files)
        with self.reading(size) as progress:
            return Dump(path, host, progress)

    def named(self, name: str) -> str:
        if len(name) > LONGEST_NAME:
            wrong = f"The name of a source has at most {LONGEST_NAME} characters: say --source."
            raise BrokenFile(wrong)
        return name

    @contextmanager
    def reading(self, size: int) -> Iterator[Callable[[int], object]]:
        options = {"unit": "B", "unit_scale": True, "delay": PROGRESS_AFTER, "disable": None}
        with tqdm(desc="reading", total=size, **options) as bar:
            yield bar.update

    # --- Second pass --------------------------------------------------------

    def do(self, run: Import, limit: int | None) -> None:
        total = min(limit or len(run.source), len(run.source))
        options = {"unit": "question", "delay": PROGRESS_AFTER, "disable": None}
        try:
            with tqdm(desc="importing", total=total, **options) as bar:
                for done in run.run(limit):
                    bar.update(done)
        except KeyboardInterrupt:
            self.tell(run)
            raise CommandError("Stopped. Run it again to go on.", returncode=STOPPED) from None
        self.tell(run)

    def tell(self, run: Import) -> None:
        if run.dry_run:
            self.stdout.write("Nothing was written. This would be done:")
        self.stdout.write(f"Source: {run.source.name}")
        for line in run.report.lines():
            self.stdout.write(line)
