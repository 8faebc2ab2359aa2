"""The servers that are measured: as ``deploy`` runs them, one worker on a core of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVER_CORE = "0"
START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def on_core(core: str, command: list[str]) -> list[str]:
    return ["taskset", "--cpu-list", core, *command]


class Server:
    """A running granian; ``port`` is where it listens."""

    def __init__(self, process: subprocess.Popen, port: int) -> None:
        self.process, self.port = process, port

    def memory_mb(self) -> float:
        """What the worker holds in memory, in MB; shared pages are divided among their users."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return round(sum(map(proportional_kb, children.read_text().split())) / 1024, 1)


def proportional_kb(pid: str) -> int:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


@contextmanager
def serving(
    program: str, application: str, environment: Mapping[str, str], check: str, folder: Path
) -> Iterator[Server]:
    """``program`` (granian, or the site's own), until the block ends; it logs to ``folder``.

    It runs already, and answers ``check`` (a path).
    """
    port = free_port()
    command = [sys.executable, "-m", program, "--interface", "wsgi"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    command += ["--blocking-threads", "4", "--no-access-log", "--no-ws", application]
    log = folder / f"{application.split(':')[0]}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            on_core(SERVER_CORE, command),
            cwd=ROOT,
            env=os.environ | dict(environment),
            stdout=output,
            stderr=output,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}{check}", process, log)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait()


def wait_for(url: str, process: subprocess.Popen, log: Path) -> None:
    """Return once ``url`` answers; end with the log when the process or the patience does."""
    deadline = time.monotonic() + START_SECONDS
    asked = urllib.request.Request(url, headers={"X-Forwarded-Proto": "https"})
    while True:
        try:
            urllib.request.urlopen(asked, timeout=5).close()
            return
        except OSError as error:
            if isinstance(error, urllib.error.HTTPError):
                return
            if process.poll() is not None or time.monotonic() > deadline:
                sys.exit(f"The server does not answer:\n{log.read_text()}")
            time.sleep(0.1)
