"""The web server of production: the site is loaded once, and its workers share it."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.backstage_qa.notifications.sink import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds, for a machine with other things to do
pytestmark = pytest.mark.any_database  # it is about processes


def environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "careers.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "VAR_DIR": str(folder),
    }


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5).close()
    except urllib.error.HTTPError:
        return True  # without a database, but by a worker
    except OSError:
        return False
    return True


def memory_kb(pid: str, kind: str) -> int:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in rollup if line.startswith(f"{kind}:"))


def workers_of(server: subprocess.Popen) -> list[str]:
    return Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()


def test_workers_share_what_the_site_imports(tmp_path):
    port = free_port()
    command = [sys.executable, "-m", "careers.serving", "--interface", "wsgi", "--no-access-log"]
    command += ["--port", str(port), "--workers", "2", "careers.wsgi:application"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(tmp_path))
    try:
        until = time.monotonic() + PATIENCE
        while not answers(port) or len(children := workers_of(server)) < 2:
            assert server.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)
        mine = [memory_kb(pid, "Private_Dirty") / memory_kb(pid, "Rss") for pid in children]
    finally:
        server.terminate()
        server.wait()
    assert max(mine) < 0.5  # a worker that loads the site for itself holds more than two thirds


def test_nothing_is_open_and_nothing_runs_when_the_workers_are_forked(tmp_path):
    look = """if True:
        from pathlib import Path
        import careers.serving
        from django.db import connections
        print([c.connection for c in connections.all(initialized_only=True)])
        print(len(list(Path("/proc/self/task").iterdir())))
    """
    told = subprocess.run(
        [sys.executable, "-c", look],
        cwd=ROOT,
        env=environment(tmp_path),
        check=True,
        capture_output=True,
        text=True,
    )
    connections, threads = told.stdout.splitlines()[-2:]
    assert connections.replace("None", "").strip("[], ") == ""
    assert threads == "1"
