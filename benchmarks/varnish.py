"""Measure Varnish against nginx with the same bytes: ``python -m benchmarks.varnish``.

One public page of the demonstration, compressed as browsers ask for it, with the same headers:
from ``deploy/varnish/backstage.vcl``, and from a file that nginx serves. Each has one core, wrk
the other.
"""

import argparse
import getpass
import shutil
import socket
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from deploy.varnish import servers

from . import load, machine
from .server import SERVER_CORE, free_port, on_core

NEEDED = ["nginx", "taskset", "varnishd", "wrk"]
PAGE = "/en/questions/"
ASKED = {"Host": servers.HOST, "X-Forwarded-Proto": "https", "Accept-Encoding": "gzip"}
ITS_OWN = {"accept-ranges", "connection", "content-length", "content-type", "date", "server"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.varnish", description=__doc__)
    parser.add_argument("--seconds", type=int, default=5, help="how long each is asked, thrice")
    options = parser.parse_args()
    if missing := [program for program in NEEDED if not shutil.which(program)]:
        parser.error(f"missing: {', '.join(missing)}; Debian has them under their names")
    servers.prepare()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="backstage-bench-")))
        stack.enter_context(servers.running(servers.site(), "site.log"))
        pinned = on_core(SERVER_CORE, list(map(str, servers.varnish())))
        stack.enter_context(servers.running(pinned, "varnish.log"))
        servers.wait_until(lambda: servers.ask("/health/").status == 200, "the site")
        servers.ask(PAGE, **ASKED)
        page = servers.ask(PAGE, **ASKED)
        if page.cache != "hit":
            sys.exit(f"Varnish does not keep {PAGE}: {page.status}, {page.cache}")
        port = free_port()
        configured = nginx_of(page, folder, port)
        stack.enter_context(servers.running(on_core(SERVER_CORE, configured), "nginx.log"))
        servers.wait_until(
            lambda: socket.create_connection(("127.0.0.1", port)).close() is None, "nginx"
        )
        requests = folder / "page.requests"
        load.write_requests(requests, [load.Request(PAGE, headers=ASKED)])
        print(told(requests, {"nginx": port, "varnish": servers.CACHE_PORT}, options.seconds))


def nginx_of(page: servers.Answer, folder: Path, port: int) -> list[str]:
    """The command of an nginx that answers everything with this page."""
    (folder / "page").write_bytes(page.body)
    headers = "".join(
        f"      add_header {name} {quoted(value)};\n"
        for name, value in page.headers.items()
        if name.lower() not in ITS_OWN
    )
    paths = "".join(
        f"  {kind}_temp_path {folder / kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"""daemon off; user {getpass.getuser()}; pid {folder / "nginx.pid"}; worker_processes 1;
events {{ worker_connections 64; }}
http {{
{paths}  access_log off; sendfile on; etag off; if_modified_since off;
  keepalive_requests 100000000;
  server {{
    listen 127.0.0.1:{port};
    root {folder};
    location / {{
      default_type {quoted(page.headers["Content-Type"])};
      try_files /page =404;
{headers}    }}
  }}
}}
""",
        encoding="utf-8",
    )
    return ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx-errors.log")]


def quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def told(requests: Path, ports: dict[str, int], seconds: int) -> str:
    """What each served a second, in turns, so that a noisy moment touches both."""
    rounds = [
        {name: load.measure(port, requests, seconds) for name, port in ports.items()}
        for _ in range(3)
    ]
    lines = [f"{fact}: {value}" for fact, value in machine.describe().items()]
    for name in ports:
        loads = [measured[name] for measured in rounds]
        rps = statistics.median(one.rps for one in loads)
        refused = sum(one.refused + one.broken for one in loads)
        p99 = max(one.p99_ms for one in loads)
        bytes_each = loads[0].bytes_each
        lines.append(f"{name}: {rps:.0f}/s, p99 {p99} ms, {bytes_each} bytes, {refused} refused")
    ratios = [one["varnish"].rps / one["nginx"].rps for one in rounds]
    lines.append(f"varnish to nginx: {statistics.median(ratios):.2f} (goal: 0.6)")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
