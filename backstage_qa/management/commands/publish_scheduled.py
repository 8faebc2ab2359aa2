"""Wagtail's command, in whose place this one stands: one text that is refused stops no other."""

from django.core.management.base import CommandError
from wagtail.management.commands.publish_scheduled import Command as PublishScheduled

from backstage_qa.review.schedule import expire_due, publish_due


class Command(PublishScheduled):
    def handle(self, *args, dryrun: bool, **options):
        if dryrun:
            super().handle(*args, dryrun=True, **options)
            return
        expire_due()
        _, refused = publish_due()
        if refused:
            raise CommandError(
                f"{refused} may not be public, and lost the schedule: see the site's history.",
                returncode=2,
            )
