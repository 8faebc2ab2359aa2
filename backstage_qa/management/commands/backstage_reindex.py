"""Rebuilds the search, online: people go on searching, editors go on publishing."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from backstage_qa.models import PublishedThread
from backstage_qa.threads.reconciling import reindex


class Command(BaseCommand):
    help = (
        "Write the search's index of every public thread anew, in batches. The site stays up;"
        " safe to stop, and to run twice."
    )

    def handle(self, *, verbosity: int, **options):
        total = PublishedThread.objects.public().count()
        done = 0
        with tqdm(total=total, unit="thread", disable=None if verbosity else True) as progress:
            for number in reindex():
                done += number
                progress.update(number)
        if verbosity:
            self.stdout.write(f"{done} threads indexed.")
