"""A process that runs one tick: ``python -m … SECONDS_AHEAD [where to be killed]``.

It works on the database and the mail server that its environment names, with
its clock ahead, and kills itself with -9 right before the place it is told.
"""

import datetime
import os
import signal
import sys
from unittest import mock

import django
import time_machine
from django.conf import settings
from django.core.management import call_command

PLACES = {  # what is called next at each
    "send": "django.core.mail.backends.smtp.EmailBackend.send_messages",
    "mark": "backstage_qa.notifications.querysets.NotificationQuerySet.settle",
}


def killed(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


def main(seconds_ahead: str, place: str = "") -> None:
    django.setup()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = int(os.environ["EMAIL_PORT"])
    if place:
        mock.patch(PLACES[place], killed).start()
    ahead = datetime.timedelta(seconds=int(seconds_ahead))
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + ahead):
        call_command("backstage_tick", verbosity=0)


if __name__ == "__main__":
    main(*sys.argv[1:])
