"""A process is killed with -9 in the middle of delivery: nothing is lost or half done."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.backstage_qa.notifications.outbox import owe
from tests.backstage_qa.notifications.sink import MailServer, free_port

pytestmark = pytest.mark.django_db(transaction=True)

LATER = 300  # seconds, more than a lease


@pytest.fixture
def database_url(tmp_path):
    """What makes another process see what this test has written."""

    def url():
        settings = connection.settings_dict
        if connection.vendor != "sqlite":
            there = urlsplit(os.environ["DATABASE_URL"])
            return there._replace(path=f"/{settings['NAME']}").geturl()
        copy = tmp_path / "copy.sqlite3"
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as target:
            connection.connection.backup(target)
        return f"sqlite:///{copy}"

    return url


@pytest.mark.parametrize(
    ("place", "times"),
    [("send", 1), pytest.param("mark", 2, marks=pytest.mark.any_database)],
)
def test_every_mail_arrives_once_or_under_one_message_id(place, times, database_url):
    rows = owe(3)
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "careers.settings.test",
        "DATABASE_URL": database_url(),
        "EMAIL_PORT": str(port),
    }

    def tick(*arguments):
        module = "tests.backstage_qa.notifications.deliverer"
        command = [sys.executable, "-m", module, *map(str, arguments)]
        return subprocess.run(command, check=False, env=environment).returncode

    with MailServer(port) as server:
        assert tick(0, place) == -signal.SIGKILL
        assert tick(0) == 0  # the others do not wait for it
        assert tick(LATER) == 0  # its lease has run out
        assert tick(2 * LATER) == 0
    ids = [re.search(rb"Message-ID: <(.*)@", content)[1].decode() for _, content in server.received]
    counted = Counter(ids)
    assert set(counted) == {str(row.uid) for row in rows}
    assert sorted(counted.values()) == [1, 1, times]
    assert len({(to, uid) for (to, _), uid in zip(server.received, ids, strict=True)}) == 3
