"""Look at the demonstration's pages from outside: Lighthouse, and the Nu HTML checker.

``make audit`` serves the demonstration from a database of its own, in ``var/audit/``,
and ends with 1 when a page falls short of what is asked below.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright
from tqdm import tqdm

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "audit" / "node_modules"
CHROMIUMS = [Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")]
JAR = TOOLS / "vnu-jar/build/dist/vnu.jar"
REPORTS = ROOT / "test-results" / "audit"
VAR = ROOT / "var" / "audit"
LEAST = {"performance": 0.95, "accessibility": 1, "best-practices": 1, "seo": 1}
HEAVIEST = 150 * 1024  # bytes of HTML, styles and scripts, as they travel
WEIGHED = {"document", "stylesheet", "script"}

MEASURED = {
    "home": "/fr/",
    "profession": "/fr/professions/conseiller-clientele-particuliers/",
    "thread": "/fr/questions/1/",
    "list": "/fr/questions/",
}
CHECKED = [
    *("/", "/professions/", "/questions/", "/questions/ask/", "/questions/1/", "/experts/"),
    *("/experts/3/", "/offers/", "/accounts/login/"),
]
ONCE = [
    "/fr/professions/conseiller-clientele-particuliers/",
    "/en/professions/data-analyst-statistician/",
    *("/fr/vie-privee/", "/en/accessibility/", "/en/terms/", "/demo/mail/"),
    *("/demo/components/fr/", "/demo/components/en/"),
]


def main() -> int:
    """0 when every page is as it should be."""
    missing = [name for name in ("node", "java") if not shutil.which(name)]
    if missing or not JAR.exists():
        sys.stderr.write(f"Missing: {', '.join(missing) or 'the tools; run npm ci in audit/'}\n")
        return 2
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    port = _free_port()
    base = f"http://127.0.0.1:{port}"
    server = _serve(port)
    try:
        _wait_for(f"{base}/health/")
        faults = [*_checked(base), *_measured(base)]
    finally:
        server.terminate()
        server.wait()
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _serve(port: int) -> subprocess.Popen:
    """The demonstration, loaded once into a database of its own."""
    environment = os.environ | {
        "VAR_DIR": str(VAR),
        "DATABASE_URL": f"sqlite:///{VAR / 'audit.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "careers.settings.dev",
    }
    for command in (["migrate", "--verbosity", "0"], ["createcachetable"], ["load_demo"]):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    command = [sys.executable, "-m", "careers.serving", "--interface", "wsgi", "--no-access-log"]
    where = ["--host", "127.0.0.1", "--port", str(port)]
    return subprocess.Popen(
        [*command, *where, "careers.wsgi:application"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _wait_for(address: str, seconds: int = 60) -> None:
    for _ in range(seconds * 2):
        try:
            urllib.request.urlopen(address)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(address)


def _checked(base: str) -> list[str]:
    """What the Nu HTML checker says of the pages; redirects are followed."""
    pages = [f"/{language}{path}" for language in ("en", "fr") for path in CHECKED] + ONCE
    folder = REPORTS / "html"
    folder.mkdir()
    for path in pages:
        with urllib.request.urlopen(base + path) as answer:
            name = path.strip("/").replace("/", "_")
            (folder / f"{name}.html").write_bytes(answer.read())
    found = subprocess.run(
        ["java", "-jar", JAR, "--format", "gnu", *sorted(folder.glob("*.html"))],
        capture_output=True,
        text=True,
    )
    sys.stdout.write(f"{len(pages)} pages checked by the Nu HTML checker\n")
    return found.stderr.splitlines()


def _measured(base: str) -> list[str]:
    """Where Lighthouse (mobile) finds a page wanting."""
    faults = []
    for name, path in tqdm(MEASURED.items(), unit="page", disable=None):
        report = _lighthouse(base + path, REPORTS / f"{name}.json")
        scores = {key: part["score"] for key, part in report["categories"].items()}
        rows = report["audits"]["resource-summary"]["details"]["items"]
        weight = sum(row["transferSize"] for row in rows if row["resourceType"] in WEIGHED)
        told = ", ".join(f"{key} {round(100 * score)}" for key, score in scores.items())
        sys.stdout.write(f"{name}: {told}, {weight / 1024:.0f} kB without images\n")
        faults += [
            f"{name}: {key} {round(100 * score)}, at least {round(100 * LEAST[key])} is asked"
            for key, score in scores.items()
            if score < LEAST[key]
        ]
        if weight > HEAVIEST:
            faults.append(f"{name}: {weight} bytes, at most {HEAVIEST} are asked")
    return faults


def _browser() -> str:
    """Debian's Chromium where there is one, else Playwright's own."""
    if installed := next(filter(Path.exists, CHROMIUMS), None):
        return str(installed)
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _lighthouse(address: str, report: Path) -> dict:
    flags = "--headless --no-sandbox --disable-gpu --disable-background-networking"
    subprocess.run(
        [
            TOOLS / ".bin/lighthouse",
            address,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--chrome-flags={flags}",
            f"--only-categories={','.join(LEAST)}",
        ],
        env=os.environ | {"CHROME_PATH": _browser()},
        check=True,
    )
    return json.loads(report.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
