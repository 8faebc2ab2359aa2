"""The two databases, as durable as in earnest: an answer that was given is on the disk."""

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import postgresql

from .server import SERVER_CORE


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    """The address of a database in a file, with the site's own settings."""
    yield f"sqlite:///{folder / 'bench.sqlite3'}"


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The address of a server that waits for the disk, and ends with the block.

    It shares the core of the site: together they are "one small machine".
    """
    with tempfile.TemporaryDirectory(prefix="backstage-bench-") as name:
        cores = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {int(SERVER_CORE)})
        try:
            server = postgresql.start(Path(name), settings=[])
        finally:
            os.sched_setaffinity(0, cores)
        try:
            yield f"postgresql://postgres@/postgres?host={name}"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()


DATABASES = {"sqlite": sqlite, "postgresql": postgres}
