"""Make the offers of a source what its feed says, all at once or not at all."""

import sys
from argparse import ArgumentParser

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug
from tqdm import tqdm

from careers.models import Offer
from careers.offers.adapters import ADAPTERS
from careers.offers.errors import FeedError
from careers.offers.importing import Report, import_postings
from careers.offers.posting import Posting, checked
from careers.offers.reading import read

BAD_INPUT = 2
MOST_NAMED = 20


class Command(BaseCommand):
    help = "Import job offers. Importing the same feed again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("location", nargs="+", help="a file, or an https address")
        parser.add_argument("--format", required=True, choices=sorted(ADAPTERS))
        parser.add_argument(
            "--source", required=True, help="a name for where they come from, such as aurore-jobs"
        )
        parser.add_argument(
            "--language",
            choices=sorted(dict(settings.LANGUAGES)),
            default=settings.LANGUAGE_CODE,
            help="of offers that do not tell theirs (default: %(default)s)",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")
        parser.add_argument(
            "--partial", action="store_true", help="these are not all offers: close none"
        )
        parser.add_argument(
            "--accept-closing",
            action="store_true",
            help="close what is gone, even if that is most of what there was",
        )

    def handle(self, *args, **options) -> None:
        try:
            report = import_postings(
                _source(options["source"]),
                self.postings(**options),
                is_whole=not options["partial"],
                accept_closing=options["accept_closing"],
                dry_run=options["dry_run"],
                progress=self.progress,
            )
        except FeedError as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from error
        self.say(report, **options)

    def postings(self, *, location: list[str], language: str, **options) -> list[Posting]:
        """All of them, before anything is written."""
        found = []
        for each in location:
            feed = read(each)
            for number, row in enumerate(ADAPTERS[options["format"]](feed), start=1):
                place = f"{feed.name}, offer {number}"
                found.append(checked(row, place=place, language=language))
        return found

    def progress(self, rows):
        return tqdm(rows, desc="offers", unit="offer", disable=not sys.stderr.isatty())

    def say(self, report: Report, *, source: str, verbosity: int, dry_run: bool, **options) -> None:
        """One line of figures; titles too after a dry run, or where they are asked for."""
        told = {
            "new": report.new,
            "changed": report.changed,
            "open again": report.reopened,
            "closed": report.closed,
        }
        figures = ", ".join(f"{len(titles)} {name}" for name, titles in told.items())
        undone = " Nothing was written." if dry_run else ""
        self.stdout.write(f"{source}: {figures}, {report.unchanged} unchanged.{undone}")
        if dry_run or verbosity > 1:
            for name, titles in told.items():
                for title in titles:
                    self.stdout.write(f"  {name}: {title}")
        if report.unmatched:
            self.stdout.write(f"{len(report.unmatched)} open offers match no profession:")
            for title in report.unmatched[:MOST_NAMED]:
                self.stdout.write(f"  {title}")


def _source(name: str) -> str:
    try:
        validate_slug(name)
    except ValidationError:
        raise FeedError("--source takes letters, digits and hyphens only.") from None
    if len(name) > Offer._meta.get_field("source").max_length:
        raise FeedError("--source is too long.")
    return name
