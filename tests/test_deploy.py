"""Production settings: what Django's own checks ask, and what a browser is told."""

import importlib
import os
import re
import subprocess
import sys

import pytest

from tests.access.routes import routes
from tests.access.table import EVERYBODY, RULES
from tests.factories import UserFactory, published_thread
from tests.house.sources import ROOT

ENVIRONMENT = {
    "SECRET_KEY": "only-for-this-test-and-long-enough-to-be-nobody's-guess-2f6Xq9Lw",
    "ALLOWED_HOSTS": "careers.example.com, www.careers.example.com",
    "DEFAULT_FROM_EMAIL": "Backstage <backstage@careers.example.com>",
}
# What belongs to this machine rather than to production.
LOCAL = {"DATABASES", "VAR_DIR", "STATIC_ROOT", "MEDIA_ROOT", "LOGGING", "STORAGES", "TASKS"}


def manage(tmp_path, *arguments, **environment):
    own = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **ENVIRONMENT, **environment}
    own["DJANGO_SETTINGS_MODULE"] = "careers.settings.production"
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=own,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def production(monkeypatch, settings):
    """This process as production has it, on the database of the tests."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    module = importlib.reload(importlib.import_module("careers.settings.production"))
    for name in set(filter(str.isupper, dir(module))) - LOCAL:
        value = getattr(module, name)
        if value != getattr(settings, name, None):
            setattr(settings, name, value)
    return module


def test_djangos_checks_for_deployment_are_clean(tmp_path):
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_it_does_not_start_without_what_only_the_employer_knows(tmp_path, name):
    done = manage(tmp_path, "check", **{name: ""})
    assert done.returncode != 0
    assert f"{name} must be set in the environment." in done.stderr


def test_static_files_are_collected_with_names_that_never_change(tmp_path):
    done = manage(tmp_path, "collectstatic", "--noinput", "--verbosity", "0")
    assert done.returncode == 0, done.stderr
    names = [path.name for path in (tmp_path / "static/backstage_qa").rglob("*.css")]
    assert any(re.fullmatch(r"backstage\.[0-9a-f]{12}\.css", name) for name in names)


@pytest.mark.django_db
@pytest.mark.usefixtures("production")
class TestAnswers:
    def get(self, client, path, host="careers.example.com", **extra):
        return client.get(path, secure=True, headers={"host": host}, **extra)

    def pages(self):
        return ["/en/questions/", published_thread().get_absolute_url(), "/en/accounts/login/"]

    def test_browsers_are_told_what_they_may_do(self, client):
        for path in self.pages():
            headers = self.get(client, path).headers
            assert headers["Strict-Transport-Security"] == (
                "max-age=63072000; includeSubDomains; preload"
            )
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
            assert headers["X-Frame-Options"] == "DENY"
            assert "camera=()" in headers["Permissions-Policy"]

    def test_public_pages_run_and_load_nothing_of_elsewhere(self, client):
        for path in self.pages():
            policy = self.get(client, path).headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "nonce" not in policy
            assert "http" not in policy

    def test_front_ends_elsewhere_may_use_the_api(self, client):
        headers = self.get(client, "/api/backstage/v1/threads?language=en").headers
        assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"

    def test_plain_http_leads_to_https(self, client):
        answer = client.get("/en/questions/", headers={"host": "careers.example.com"})
        assert answer.status_code == 301
        assert answer["Location"] == "https://careers.example.com/en/questions/"

    def test_the_machine_next_door_asks_for_health_over_plain_http(self, client):
        answer = client.get("/health/", headers={"host": "careers.example.com"})
        assert answer.status_code == 200

    def test_another_host_is_not_served(self, client):
        assert self.get(client, "/en/questions/", host="evil.example").status_code == 400

    def test_cookies_are_kept_by_this_host_alone_and_never_sent_in_the_clear(self, client):
        login = "/en/accounts/login/"
        self.get(client, login)
        user = UserFactory()
        host = {"host": "careers.example.com"}
        client.post(login, {"login": user.email, "email": user.email}, secure=True, headers=host)
        assert set(client.cookies) == {"__Host-sessionid", "__Host-csrftoken"}
        for cookie in client.cookies.values():
            assert (cookie["secure"], cookie["httponly"]) == (True, True)
            assert (cookie["path"], cookie["domain"], cookie["samesite"]) == ("/", "", "Lax")

    def test_public_pages_set_no_cookie(self, client):
        for path in self.pages()[:2]:
            assert not self.get(client, path).cookies


# --- Development ------------------------------------------------------------


def test_every_process_of_development_finds_the_same_build():
    """Or two workers would disagree on the ETag of one page."""
    module = importlib.import_module("careers.settings.dev")
    build = module.BACKSTAGE_QA["BUILD"]
    assert build.isdecimal()
    assert importlib.reload(module).BACKSTAGE_QA["BUILD"] == build


# --- Varnish ----------------------------------------------------------------


def passed_by_varnish(address: str) -> bool:
    """Whether the configuration leaves this address to the site, always."""
    text = (ROOT / "deploy/varnish/backstage.vcl").read_text(encoding="utf-8")
    conditions = text[text.index("# What is somebody's own") : text.index("# The same page")]
    patterns = re.findall(r'req\.url ~ "([^"]+)"', conditions)
    assert len(patterns) == 5
    return any(re.search(pattern, address) for pattern in patterns)


PRIVATE = re.compile(r"(?:\^?en/)?\^?(admin|accounts|my|_util|c|demo)/")


def is_everybodys(pattern: str) -> bool:
    rule = next(rule for rule in RULES if re.match(rule.pattern, pattern))
    return rule.roles == EVERYBODY


def address_like(pattern: str) -> str:
    """An address of a route, with "1" for all that varies."""
    plain = re.sub(r"\(\?P<\w+>(?:\[[^]]*\]|[^()])*\)|<[^>]+>", "1", pattern)
    return "/" + re.sub(r"[\^$?\\]", "", plain)


def test_no_route_for_less_than_everybody_is_ever_looked_up_in_varnish():
    """What the site may keep from somebody is asked of the site each time."""
    private = [
        address_like(route.pattern)
        for route in routes()
        if PRIVATE.match(route.pattern) or not is_everybodys(route.pattern)
    ]
    assert len(private) > 50
    assert [address for address in private if not passed_by_varnish(address)] == []


@pytest.mark.parametrize(
    "address",
    [
        *("/en/questions/ask/", "/fr/questions/ask/?via=fair", "/fr/offers/3/go/"),
        *("/fr/meetings/films/1b/film.mp4", "/fr/meetings/films/1b/poster.jpg?key=a", "/health/"),
        "/api/backstage/v1/films/1b/film.mp4",
    ],
)
def test_what_is_counted_signed_or_large_is_left_to_the_site(address):
    assert passed_by_varnish(address)


@pytest.mark.parametrize(
    "address",
    [
        *("/en/", "/fr/questions/", "/fr/questions/3/ask-me/", "/api/backstage/v1/threads"),
        *("/en/professions/my-job/", "/fr/meetings/films/1b/poster.jpg", "/fr/offers/3/go-on/"),
    ],
)
def test_what_everybody_reads_may_be_kept(address):
    assert not passed_by_varnish(address)
