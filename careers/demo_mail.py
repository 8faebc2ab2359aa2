"""The mails of a demonstration, where a newcomer finds the code to sign in with.

Only under the development settings: there mails are files, and everybody at
this machine may read all of them.
"""

import email
import email.policy
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

FILE_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
SHOWN = 50
RULE = b"\n" + b"-" * 79 + b"\n"  # what Django's backend writes after each mail of a file
# Whatever a mail holds, it may only be looked at.
INERT = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


@dataclass(frozen=True)
class Mail:
    """One mail of a file. ``key`` is its address: the file's name and the place in it."""

    key: str
    message: EmailMessage

    @property
    def date(self) -> datetime | None:
        if not self.message["Date"]:
            return None
        date = parsedate_to_datetime(self.message["Date"])
        return date if date.tzinfo else date.replace(tzinfo=UTC)  # "-0000" says UTC, too

    def part(self, kind: str) -> str:
        """The ``plain`` or ``html`` part; "" without one."""
        body = self.message.get_body((kind,))
        return body.get_content() if body else ""

    @property
    def text(self) -> str:
        return self.part("plain")

    @property
    def has_html(self) -> bool:
        return self.message.get_body(("html",)) is not None


def is_on() -> bool:
    """Whether mails are files that this machine's visitors may read."""
    return settings.DEBUG and settings.EMAIL_BACKEND == FILE_BACKEND


def _mails_of(file: Path) -> list[Mail]:
    parts = file.read_bytes().split(RULE)
    parse = email.message_from_bytes
    return [
        Mail(f"{file.stem}-{n}", parse(part, policy=email.policy.default))
        for n, part in enumerate(parts)
        if part.strip()
    ]


def latest() -> list[Mail]:
    """The last mails written, newest first."""
    if not is_on():
        raise Http404
    files = sorted(
        Path(settings.EMAIL_FILE_PATH).glob("*.log"),
        key=lambda file: file.stat().st_mtime_ns,
        reverse=True,
    )
    return [mail for file in files[:SHOWN] for mail in reversed(_mails_of(file))]


def find(key: str) -> Mail:
    """Looked for among the mails there are, so that no key leads to another file."""
    for mail in latest():
        if mail.key == key:
            return mail
    raise Http404


@never_cache
@require_safe
def mail_list(request):
    return render(request, "careers/demo_mail_list.html", {"mails": latest()})


@never_cache
@require_safe
@csp_update({"frame-src": ["'self'"]})
def mail_detail(request, key: str):
    return render(request, "careers/demo_mail.html", {"mail": find(key)})


@never_cache
@require_safe
@xframe_options_sameorigin
def mail_html(request, key: str):
    """The HTML part alone, for a frame in which nothing can run."""
    html = find(key).part("html")
    return HttpResponse(html, headers={"Content-Security-Policy": INERT})


app_name = "demo_mail"
urlpatterns = [
    path("", mail_list, name="list"),
    path("<slug:key>/", mail_detail, name="detail"),
    path("<slug:key>/html/", mail_html, name="html"),
]
