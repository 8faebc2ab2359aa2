"""What every test may rely on: the browser, axe, and a database as migrations leave it.

A browser test takes ``screen`` (and ``sign_in``, ``axe`` where it needs them)::

    def test_a_thread_reads_well(screen, axe):
        thread = published_thread()
        screen.goto(thread.get_absolute_url())
        assert screen.get_by_role("heading", level=1).inner_text() == thread.title
        assert axe(screen) == []

Whatever drives Chromium is marked ``browser`` by itself; whatever commits
(``transaction=True``, ``live_server``, ``screen``) starts from what the
migrations leave: locales, root page, groups, the editorial workflow.
"""

import gc
import os
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test import Client
from django.utils import translation
from wagtail.signal_handlers import disable_reference_index_auto_update

from backstage_qa import kept

# The first is made for tests, and the quicker.
CHROMIUMS = [Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COMMITS = {"transactional_db", "live_server", "screen"}

# Python looks for cycles each time some hundred objects were made, through all that pytest and
# Django hold: a quarter of the time of the tests.
gc.set_threshold(100_000, 50, 100)

# Playwright's own event loop runs in the thread of the test, which would make
# Django refuse every query of a browser test.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def is_about_postgresql(item) -> bool:
    return item.get_closest_marker("postgresql") is not None


def depends_on_database(item) -> bool:
    if item.get_closest_marker("any_database"):
        return False
    return bool(item.get_closest_marker("django_db") or {"db", *COMMITS} & set(item.fixturenames))


def pytest_collection_modifyitems(config, items):
    # `make test` makes two passes: on PostgreSQL what depends on the database, on SQLite all
    # but what is about PostgreSQL.
    on_postgresql = connection.vendor == "postgresql"
    wanted = depends_on_database if on_postgresql else lambda item: not is_about_postgresql(item)
    config.hook.pytest_deselected(items=[item for item in items if not wanted(item)])
    # The longest begin first, so that in the end no core waits for them.
    items[:] = sorted(filter(wanted, items), key=lambda i: not i.get_closest_marker("packaging"))
    for item in items:
        if "playwright" in item.fixturenames:
            item.add_marker("browser")
        marker = item.get_closest_marker("django_db")
        kwargs = marker.kwargs if marker else {}
        if kwargs.get("transaction") or COMMITS & set(item.fixturenames):
            commits = pytest.mark.django_db(
                **(kwargs | {"transaction": True, "serialized_rollback": True})
            )
            item.add_marker(commits, append=False)
            item.fixturenames.append("as_migrated")


def pytest_collection_finish():
    gc.collect()
    gc.freeze()


# --- Database ---------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker):
    """As pytest-django's; a database that is kept gets back what the last test flushed."""
    content = getattr(connection, "_test_serialized_contents", None)
    if content:
        # Once Playwright runs its loop, the tests have another connection: what
        # this one found after the migrations is made known to all.
        connections[DEFAULT_DB_ALIAS].__class__._test_serialized_contents = content
    yield
    if django_db_keepdb and content:
        with django_db_blocker.unblock():
            if not ContentType.objects.exists():
                connection.creation.deserialize_db_from_string(content)


@pytest.fixture(autouse=True)
def nothing_kept():
    """A test that is rolled back gives its epochs to the next one."""
    kept.forget()


@pytest.fixture(autouse=True)
def no_language_before():
    """The last request of a test leaves its language to the next one."""
    translation.deactivate()


@pytest.fixture
def reference_index():
    """For tests about where something is used: Wagtail notes it at each save."""


@pytest.fixture(autouse=True)
def nothing_is_noted_in_the_reference_index(request):
    """It takes a third of the time of each publication, and few tests ask for it."""
    if "reference_index" in request.fixturenames:
        yield
    else:
        with disable_reference_index_auto_update():
            yield


@pytest.fixture
def as_migrated(transactional_db):
    """For tests that commit: nothing of another test's is in the cache either."""
    cache.clear()
    yield
    cache.clear()


# --- Browser ----------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium where there is one, else Playwright's own; it calls nobody."""
    quiet = ["--disable-background-networking", "--disable-component-update"]
    installed = next(filter(Path.exists, CHROMIUMS), None)
    path = {"executable_path": str(installed)} if installed else {}
    return browser_type_launch_args | path | {"args": ["--no-sandbox", *quiet]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, live_server):
    return browser_context_args | {"base_url": live_server.url, "locale": "en-GB"}


def watch(page, host):
    """Return the list that ``page`` fills with whatever no page of ours may do.

    That is: an error of a script, anything the content security policy refused
    or else written to the console as an error, a failure of the server, a
    request to another host than ``host``.
    """
    problems = []

    def on_console(message):
        # A refusal that a test asks for (404, 410, 422) is no error of the page.
        expected = message.location.get("url") == page.url and "status of 4" in message.text
        if message.type == "error" and not expected:
            problems.append(f"console: {message.text}")

    def on_request(request):
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != host:
            problems.append(f"another host: {request.url}")

    def on_response(response):
        if response.status >= 500:
            problems.append(f"{response.status}: {response.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.on("request", on_request)
    page.on("response", on_response)
    return problems


@pytest.fixture
def screen(context, live_server):
    """A page of Chromium on the live server; ``screen.goto("/en/")`` is enough.

    The test fails at its end on an error of a script, a violation of the
    content security policy, a status of 500 or a request to another host.
    ``screen.set_viewport_size`` and ``screen.emulate_media(color_scheme="dark")``
    change what it looks like.
    """
    page = context.new_page()
    problems = watch(page, urlsplit(live_server.url).netloc)
    yield page
    assert problems == []


@pytest.fixture
def sign_in(context, live_server):
    """``sign_in(user)``: from then on the browser of ``screen`` is that person's."""

    def sign_in(user):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])

    return sign_in


@pytest.fixture(scope="session")
def axe_source():
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def axe(axe_source):
    """``axe(screen)``: violations of WCAG 2.2 AA and best practice, as readable lines.

    Each line names the rule, its explanation and the elements. Say what to look
    at with ``within``, a CSS selector, and leave rules out only with a reason.
    The script is injected by the debugger's protocol, so that the page's own
    content security policy stays in force.
    """

    def axe(page, within=None, without=()):
        page.evaluate(axe_source)
        options = {
            "runOnly": {"type": "tag", "values": AXE_TAGS},
            "rules": {rule: {"enabled": False} for rule in without},
            "resultTypes": ["violations"],
            "preload": False,
        }
        run = "([within, options]) => axe.run(within || document, options)"
        violations = page.evaluate(run, [within, options])["violations"]
        return [
            f"{v['id']}: {v['help']}: " + "; ".join(str(node["target"]) for node in v["nodes"])
            for v in violations
        ]

    return axe
