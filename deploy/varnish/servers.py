"""The demonstration under the production settings, and a Varnish of its own before it."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var" / "varnish"
HOST = "careers.example.com"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


SITE_PORT, CACHE_PORT = _free_port(), _free_port()
ENVIRONMENT = {
    "SECRET_KEY": "only-for-this-trial-which-nobody-else-can-reach-7Yq2",
    "ALLOWED_HOSTS": HOST,
    "DEFAULT_FROM_EMAIL": f"Backstage <backstage@{HOST}>",
    "PURGE_URL": f"http://127.0.0.1:{CACHE_PORT}",
    "VAR_DIR": str(VAR),
    "DATABASE_URL": f"sqlite:///{VAR / 'trial.sqlite3'}",
    "DJANGO_SETTINGS_MODULE": "careers.settings.production",
    "LOG_LEVEL": "WARNING",
}


class Answer:
    """What a reader was told."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.headers = response.status, response.headers
        self.body = response.read()
        self.text = self.body.decode(errors="replace")
        self.cache = response.headers.get("X-Cache", "")


def ask(path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask Varnish as the proxy that ends TLS does."""
    connection = http.client.HTTPConnection("127.0.0.1", CACHE_PORT, timeout=40)
    told = {"Host": HOST, "X-Forwarded-Proto": "https"} | headers
    try:
        connection.request(method, path, headers=told)
        return Answer(connection.getresponse())
    finally:
        connection.close()


def prepare() -> None:
    """A demonstration of its own, anew each time."""
    shutil.rmtree(VAR, ignore_errors=True)
    VAR.mkdir(parents=True)
    loading = {"DJANGO_SETTINGS_MODULE": "careers.settings.dev"}
    quiet = ["--verbosity", "0"]
    for command, other in (
        (["migrate", *quiet], {}),
        (["createcachetable"], {}),
        (["load_demo"], loading),
        (["collectstatic", "--noinput", *quiet], {}),
    ):
        environment = os.environ | ENVIRONMENT | other
        command = [sys.executable, "manage.py", *command]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def running(command: list[str | Path], log: str) -> Iterator[subprocess.Popen]:
    with (VAR / log).open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | ENVIRONMENT, stdout=output, stderr=output
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def site() -> list[str | Path]:
    where = ["--host", "127.0.0.1", "--port", str(SITE_PORT), "--no-access-log", "--no-ws"]
    program = [sys.executable, "-m", "careers.serving", "--interface", "wsgi"]
    return [*program, *where, "careers.wsgi:application"]


def varnish() -> list[str | Path]:
    written = (Path(__file__).with_name("backstage.vcl")).read_text(encoding="utf-8")
    ours = VAR / "backstage.vcl"
    ours.write_text(written.replace('"8000"', f'"{SITE_PORT}"'), encoding="utf-8")
    where = ["-a", f"127.0.0.1:{CACHE_PORT}", "-n", VAR / "varnishd"]
    return ["varnishd", "-F", *where, "-f", ours, "-s", "malloc,64m"]


def wait_until(is_so, what: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if is_so():
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError(what)
