"""The demonstration, loaded once for all who look at it; what a test changes of it is undone."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The mails that went out while it was loaded."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with media, django_db_blocker.unblock(), transaction.atomic():
        mail.outbox = []
        call_command("load_demo", verbosity=0)
        yield list(mail.outbox)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def nothing_cached(demo):
    """The cache is not rolled back: it would tell of the test before, or the one after."""
    cache.clear()
    yield
    cache.clear()
