"""Load the demonstration, once."""

import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm
from wagtail.models import Locale, Site

from backstage_qa.conversations.record import count_records
from careers.demo import (
    campaigns,
    conversations,
    help_pages,
    mails,
    meetings,
    offers,
    pages,
    people,
    professions,
    threads,
)


class Command(BaseCommand):
    help = "Load the demonstration's content. Loading it again changes nothing."
    # As for "migrate". Who serves the demonstration starts a worker and a tick, which check.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--prepare", action="store_true", help="bring the database up to date first"
        )

    def handle(self, *, prepare=False, **options):
        if prepare:  # in this process: each start of Django costs more than all of the work
            call_command("migrate", verbosity=0)
            call_command("createcachetable", verbosity=0)
        if get_user_model().objects.filter(email=people.ADMINISTRATOR).exists():
            self.stdout.write("The demonstration is loaded already.")
        else:
            with mails.silence(), transaction.atomic():
                self.load()
        self.name_address()
        self.stdout.write("\nAccounts of the demonstration:")
        for account in people.ACCOUNTS:
            self.stdout.write(f"  {account.role:<15} {account.email:<34} {account.signs_in}")

    def load(self):
        for language in ("en", "fr"):
            Locale.objects.get_or_create(language_code=language)
        families = professions.load_families()
        loaded = professions.load_professions(families)
        staff = people.load_staff()
        experts = people.load_experts(loaded)
        author, approver = staff["editor@aurore.example"], staff["editor2@aurore.example"]
        for language in ("fr", "en"):
            rows = conversations.load_conversations(language, loaded, experts, author)
            for conversation, row in self.progress(rows, f"conversations ({language})"):
                if row["thread"]:
                    threads.load_from_conversation(conversation, row, author, approver)
        help_pages.load_recruitment_questions(loaded["en", "how-we-recruit"][0])
        hr = staff["hr@aurore.example"]
        meetings.load_meetings(loaded, experts, hr, author, approver)
        offers.load_offers(loaded)
        pages.load_pages(loaded, experts)
        campaigns.load_campaigns()
        count_records()
        mails.mark_sent()

    def name_address(self):
        """Absolute addresses name the port on which this demonstration is served."""
        site = Site.objects.get(is_default_site=True)
        served = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        address = {"hostname": served.hostname, "port": served.port or site.port}
        if any(getattr(site, field) != value for field, value in address.items()):
            vars(site).update(address)
            site.save()

    def progress(self, rows, label: str):
        return tqdm(rows, desc=label, unit="row", disable=not sys.stderr.isatty())
