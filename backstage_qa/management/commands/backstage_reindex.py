"""Rebuilds the search, online: people go on searching, editors go on publishing."""

from collections.abc import Iterator

from django.core.management.base import BaseCommand
from tqdm import tqdm

from backstage_qa.meetings import reconciling as meetings
from backstage_qa.models import PublishedThread, Recording
from backstage_qa.threads.reconciling import reindex


class Command(BaseCommand):
    help = (
        "Write the search's index of every public thread, and of what is said in every public"
        " film, anew, in batches. The site stays up; safe to stop, and to run twice."
    )

    def handle(self, *, verbosity: int, **options):
        threads = self.run_through(
            reindex(), PublishedThread.objects.public().count(), "thread", verbosity
        )
        films = Recording.objects.public().count()
        self.run_through((1 for _ in meetings.reindex()), films, "film", verbosity)
        if verbosity:
            self.stdout.write(f"{threads} threads indexed. {films} films indexed.")

    def run_through(self, batches: Iterator[int], total: int, unit: str, verbosity: int) -> int:
        """Do what yields numbers, with a bar; return their sum."""
        done = 0
        with tqdm(total=total, unit=unit, disable=None if verbosity else True) as progress:
            for number in batches:
                done += number
                progress.update(number)
        return done
