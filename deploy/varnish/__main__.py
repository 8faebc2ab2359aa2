"""Try the Varnish configuration as it stands: ``make try-varnish``.

The demonstration is served behind a Varnish of its own, in ``var/varnish/``; ends with
1 when anything is not as the docs say, with 2 where Varnish is not installed.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack

import django
from django.apps import apps
from django.conf import settings
from django.test import Client

from . import checks
from .servers import ENVIRONMENT, HOST, ask, prepare, running, site, varnish, wait_until


def model(name: str):
    return apps.get_model(*name.split("."))


def name_site() -> None:
    site = model("wagtailcore.Site").objects.get(is_default_site=True)
    site.hostname, site.port = HOST, 443
    site.save()


def cookie_of(user) -> str:
    """As a browser sends it that signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def restricted_page() -> str:
    """The address of a page that, from now on, only people who sign in may read."""
    page = model("wagtailcore.Page").objects.get(slug="terms", locale__language_code="en")
    kind = {"restriction_type": "login"}
    model("wagtailcore.PageViewRestriction").objects.create(page=page, **kind)
    return page.get_url()


def seen(process: subprocess.Popen) -> Iterator[tuple[str, bool]]:
    """All of it, in the order in which it must be."""
    threads = model("backstage_qa.PublishedThread").objects.filter(language="en")
    first, second = [row.thread for row in threads.filter(withdrawn_at=None)[:2]]
    candidate = model("backstage_qa.Conversation").objects.exclude(candidate=None)[0]
    owner = candidate.candidate
    administrator = model("careers.User").objects.filter(is_superuser=True)[0]
    public = [first.published.get_absolute_url(), "/en/", "/en/professions/", checks.LIST]
    public += ["/en/questions/?q=bank", "/en/experts/", "/api/backstage/v1/threads?language=en"]
    yield from checks.check_hits(public)
    mine = ["/en/my/conversations/", f"/en/my/conversations/{candidate.public_id}/"]
    mine += ["/en/questions/ask/"]
    yield from checks.check_private(mine, cookie_of(owner), owner.email)
    theirs = ["/admin/", "/admin/backstage/conversations/", restricted_page()]
    yield from checks.check_private(theirs, cookie_of(administrator), administrator.email)
    yield from checks.check_purges(second)
    yield from checks.check_withdrawal(second)
    yield from checks.check_down(process, public)
    yield from checks.check_stored()


def main() -> int:
    """0 when all is as it should be."""
    if not shutil.which("varnishd"):
        sys.stderr.write("Missing: varnishd; on Debian, apt-get install varnish\n")
        return 2
    prepare()
    os.environ.update(ENVIRONMENT)
    django.setup()
    settings.BACKSTAGE_QA["FOUR_EYES"] = False  # nobody is there to approve
    name_site()
    faults = 0
    with ExitStack() as stack:
        process = stack.enter_context(running(site(), "site.log"))
        stack.enter_context(running(varnish(), "varnish.log"))
        wait_until(lambda: ask("/health/").status == 200, "the site")
        for what, is_so in seen(process):
            faults += not is_so
            sys.stdout.write(f"{'ok   ' if is_so else 'WRONG'}  {what}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
