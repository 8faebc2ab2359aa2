"""What a report must say of the machine and the code it was made with."""

import importlib.metadata
import os
import platform
import re
import sqlite3
import subprocess
from pathlib import Path

PACKAGES = ["django", "wagtail", "granian", "psycopg", "wagtail-backstage-qa"]


def describe() -> dict[str, str]:
    """Facts by name, in words."""
    cpu = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = re.search(r"^MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text(), re.MULTILINE)
    versions = [f"{name} {importlib.metadata.version(name)}" for name in PACKAGES]
    return {
        "processor": f"{cpu[1] if cpu else platform.machine()}, {os.cpu_count()} cores",
        "memory": f"{int(memory[1]) / 1024**2:.1f} GB" if memory else "unknown",
        "system": _system(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "wrk": _first_line(["wrk", "--version"]),
        "packages": ", ".join(versions),
        "commit": _first_line(["git", "describe", "--always", "--dirty"]),
        "load before": ", ".join(f"{load:.2f}" for load in os.getloadavg()),
    }


def _system() -> str:
    release = platform.freedesktop_os_release()
    return f"{release.get('PRETTY_NAME', 'unknown')}, Linux {platform.release()}"


def _first_line(command: list[str]) -> str:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return next(iter((done.stdout or done.stderr).splitlines()), "unknown")
