"""Measure the editors' lists on PostgreSQL: ``python -m benchmarks.desk``.

Each list is asked for in one process, with nothing else in front of it; what
is compared is the same list with a thousand rows and with a hundred thousand.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from . import machine
from .databases import postgres
from .server import ROOT

SIZES = "1000,100000"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__)
    parser.add_argument("--sizes", default=SIZES, help=f"rows of each kind; default: {SIZES}")
    options = parser.parse_args()
    sizes = [int(part) for part in options.sizes.split(",") if part.isdecimal()]
    if not sizes or min(sizes) < 1:
        parser.error(f"{options.sizes!r} is no list of numbers such as {SIZES}")
    told = {}
    with (
        tempfile.TemporaryDirectory(prefix="backstage-bench-") as name,
        postgres(Path(name)) as url,
    ):
        for size in sorted(sizes):
            told[size] = _measured(size, url, Path(name))
    for fact, value in machine.describe().items():
        print(f"{fact}: {value}")
    print(table(told))


def _measured(size: int, url: str, folder: Path) -> dict[str, dict]:
    """What ``benchmarks.desk_lists`` says of each list, by name."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "careers.settings.production",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "testserver",
        "DEFAULT_FROM_EMAIL": "Backstage <backstage@bench.example>",
        "DATABASE_URL": url,
        "VAR_DIR": str(folder / "var"),
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, "-m", "benchmarks.desk_lists", str(size), str(folder / "told.json")]
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | environment)
    return json.loads((folder / "told.json").read_text(encoding="utf-8"))


def table(told: dict[int, dict[str, dict]]) -> str:
    """One line a list: queries, milliseconds at each size, and how many times as long."""
    first, last = min(told), max(told)
    lines = []
    for name, small in told[first].items():
        large = told[last][name]
        times = " | ".join(f"{told[size][name]['ms']:.0f}" for size in sorted(told))
        ratio = large["ms"] / small["ms"]
        lines.append(f"| {name} | {large['queries']} | {times} | {ratio:.2f} |")
    head = " | ".join(f"ms at {size:,}" for size in sorted(told))
    rule = "|---|" + "--:|" * (len(told) + 2)
    return "\n".join([f"| list | queries | {head} | ratio |", rule, *lines])


if __name__ == "__main__":
    main()
