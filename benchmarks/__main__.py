"""Measure the site, and write a report: ``make bench``.

For each database and size: fill it, then load one worker with each case in
turn, and a bare view of Django's before and after each.
"""

import argparse
import datetime
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from . import machine, report
from .databases import DATABASES
from .load import Request, measure, write_requests
from .server import ROOT, serving

SIZES = [1_000, 10_000, 100_000]
QUICK_SIZES = [1_000]
NOISE = 0.15
NEEDED = ["taskset", "wrk"]


def main() -> None:
    options = _options()
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        sys.exit(f"Please install: {', '.join(missing)} (make bench does).")
    if (os.cpu_count() or 1) < 2:
        sys.exit("Two cores are needed: one for the server, one for what asks it.")
    told = {
        "command": _command(options),
        "started": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "machine": machine.describe(),
        "fills": [],
        "results": [],
    }
    if options.work:
        options.work.mkdir(parents=True, exist_ok=True)
    for database in options.databases:
        with tempfile.TemporaryDirectory(prefix="backstage-bench-", dir=options.work) as name:
            folder = Path(name)
            with DATABASES[database](folder) as url:
                for threads in options.sizes:
                    _measure(database, threads, url, folder, options, told)
    report.write(told, options.output)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="some minutes: one size, short runs")
    parser.add_argument("--sizes", type=_sizes, help="such as 1000,10000")
    parser.add_argument("--databases", type=_databases, default=list(DATABASES))
    parser.add_argument("--cases", default="", help="only cases that hold this text")
    parser.add_argument("--seconds", type=int, help="how long each case is asked")
    parser.add_argument("--work", type=Path, help="folder for the databases; default: a temporary")
    parser.add_argument(
        "--output", type=Path, default=ROOT / "var/benchmarks", help="folder of the report"
    )
    options = parser.parse_args()
    options.sizes = options.sizes or (QUICK_SIZES if options.quick else SIZES)
    options.seconds = options.seconds or (3 if options.quick else 10)
    return options


def _command(options: argparse.Namespace) -> str:
    """What was run; where the report went says nothing of it."""
    said = {"sizes": ",".join(map(str, options.sizes)), "databases": ",".join(options.databases)}
    said |= {"seconds": options.seconds, "cases": options.cases}
    return " ".join(["python -m benchmarks", *(f"--{k} {v}" for k, v in said.items() if v)])


def _sizes(text: str) -> list[int]:
    sizes = sorted(int(part) for part in text.split(",") if part.isdecimal())
    if not sizes or sizes[0] < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no list of numbers such as 1000,10000")
    return sizes


def _databases(text: str) -> list[str]:
    names = text.split(",")
    if set(names) - set(DATABASES):
        raise argparse.ArgumentTypeError(f"{text!r}: there are {', '.join(DATABASES)}")
    return names


def _environment(url: str, folder: Path) -> dict[str, str]:
    """Production, as ``docs/run-it.md`` has it."""
    return {
        "DJANGO_SETTINGS_MODULE": "careers.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "ALLOWED_HOSTS": "localhost",
        "DEFAULT_FROM_EMAIL": "Backstage <backstage@bench.example>",
        "DATABASE_URL": url,
        "VAR_DIR": str(folder / "var"),
        "LOG_LEVEL": "ERROR",
    }


def _measure(database: str, threads: int, url: str, folder: Path, options, told: dict) -> None:
    """All cases of one database at one size, added to ``told``."""
    environment = _environment(url, folder)
    prepare = [sys.executable, "-m", "benchmarks.prepare", str(folder), str(threads)]
    subprocess.run(prepare, check=True, cwd=ROOT, env=os.environ | environment)
    prepared = json.loads((folder / "prepared.json").read_text())
    told["fills"].append({"database": database, "threads": threads} | prepared["filled"])
    bare_file = folder / "bare.requests"
    write_requests(bare_file, [Request("/bare/")])
    with (
        serving("granian", "benchmarks.bare:application", {}, "/bare/", folder) as bare,
        serving(
            "careers.serving", "careers.wsgi:application", environment, "/health/", folder
        ) as site,
    ):

        def bare_rps() -> float:
            return measure(bare.port, bare_file, options.seconds / 2).rps

        before = bare_rps()
        for case in prepared["cases"]:
            if options.cases not in case["name"]:
                continue
            file = Path(case["file"])
            if not case["writes"]:
                measure(site.port, file, 1)  # what a process looks up once
            load = measure(site.port, file, options.seconds)
            after = bare_rps()
            result = {"database": database, "threads": threads, "case": case["name"]}
            result |= asdict(load) | compared(load.rps, before, after, case["goal"])
            result |= {"queries": case["queries"], "memory_mb": site.memory_mb()}
            told["results"].append(result)
            print(report.line(result))
            before = after


def compared(rps: float, before: float, after: float, goal: float) -> dict:
    """The ratio to B, and whether the two B around it differ too much to believe it."""
    bare = (before + after) / 2
    return {
        "goal": goal,
        "ratio": round(rps / bare, 4),
        "bare_before": before,
        "bare_after": after,
        "noisy": abs(before - after) > NOISE * min(before, after),
    }


if __name__ == "__main__":
    main()
