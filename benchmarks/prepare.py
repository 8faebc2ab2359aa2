"""Fill the database and write down what is to be asked: ``python -m benchmarks.prepare``.

It runs under the settings of the site, apart from what measures; it writes the
requests of each case to a file, and what it found to ``prepared.json``.
"""

import argparse
import io
import json
import sys
import time
from dataclasses import replace
from pathlib import Path

import django

django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from backstage_qa.conf import backstage_settings  # noqa: E402

from . import fill  # noqa: E402
from .cases import CASES, Case  # noqa: E402
from .load import Request, write_requests  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("threads", type=int)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    started = time.monotonic()
    added = fill.fill(options.threads)
    seconds = time.monotonic() - started
    if connection.vendor == "postgresql":  # as autovacuum does in its own time
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    prepared = {
        "filled": {"added": added, "seconds": round(seconds, 1)},
        "cases": [found for case in CASES if (found := _prepared(case, options.folder))],
    }
    (options.folder / "prepared.json").write_text(json.dumps(prepared), encoding="utf-8")


def _prepared(case: Case, folder: Path) -> dict | None:
    """The case with its file and its queries; None, with a word, where it answers otherwise."""
    handler = WSGIHandler()
    requests = case.requests()
    if case.status == 304:
        requests = [_conditional(handler, request) for request in requests]
    asked = requests.pop()  # a question that is sent once must be new when it is measured
    if asked.method == "GET":  # what a process looks up once, and keeps
        is_kept = len(requests) < backstage_settings.KEPT_ANSWERS
        for _ in range(2):
            _answer(handler, asked if is_kept else requests[0])
    with CaptureQueriesContext(connection) as captured:
        status, _, body = _answer(handler, asked)
    if asked.method == "GET":
        requests.append(asked)
    if status != case.status or case.shows not in body:
        print(f"{case.name}: left out, its answer ({status}) is not that", file=sys.stderr)
        return None
    path = folder / f"{CASES.index(case)}.requests"
    write_requests(path, requests)
    return {
        "name": case.name,
        "goal": case.goal,
        "file": str(path),
        "queries": len(captured),
        "writes": asked.method == "POST",
    }


def _conditional(handler: WSGIHandler, request: Request) -> Request:
    _, headers, _ = _answer(handler, request)
    return replace(request, headers=request.headers | {"If-None-Match": headers["ETag"]})


def _answer(handler: WSGIHandler, request: Request) -> tuple[int, dict[str, str], str]:
    """What the site answers in this very process: status, headers, text."""
    path, _, query = request.path.partition("?")
    body = request.body.encode()
    environ = {
        "REQUEST_METHOD": request.method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }
    for name, value in request.headers.items():
        plain = name.upper().replace("-", "_")
        environ[plain if plain == "CONTENT_TYPE" else f"HTTP_{plain}"] = value
    told: list = []
    response = handler(environ, lambda status, headers: told.extend([status, dict(headers)]))
    text = b"".join(response).decode(errors="replace")
    response.close()
    return int(told[0].split()[0]), told[1], text


if __name__ == "__main__":
    main()
