"""One measurement: wrk on its own core, sending the requests of a file in turn."""

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

SCRIPT = Path(__file__).with_name("wrk.lua")
CONCURRENCY = 8
WRK_CORE = "1"


@dataclass(frozen=True)
class Request:
    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""

    def line(self) -> str:
        headers = "|".join(f"{name}: {value}" for name, value in self.headers.items())
        return "\t".join([self.method, self.path, headers, self.body])


@dataclass(frozen=True)
class Load:
    """``rps``: requests answered a second; latencies in milliseconds; ``refused``: status >= 400.

    ``broken``: connections that failed, and answers that took longer than wrk waits.
    """

    rps: float
    p50_ms: float
    p99_ms: float
    requests: int
    bytes_each: int
    refused: int
    broken: int


def write_requests(path: Path, requests: Iterable[Request]) -> None:
    path.write_text("".join(f"{request.line()}\n" for request in requests), encoding="utf-8")


def measure(port: int, requests: Path, seconds: float) -> Load:
    """Load the server on ``port`` for so long; ``CalledProcessError`` when wrk fails."""
    command = ["taskset", "--cpu-list", WRK_CORE, "wrk", "--threads", "1"]
    command += [
        "--connections",
        str(CONCURRENCY),
        "--duration",
        f"{max(1, round(seconds))}s",
    ]  # it knows no parts of a second
    command += ["--timeout", "30s", "--script", str(SCRIPT), f"http://127.0.0.1:{port}/"]
    done = subprocess.run([*command, str(requests)], check=True, capture_output=True, text=True)
    told = json.loads(done.stdout.strip().splitlines()[-1])
    return Load(
        rps=round(told["requests"] / told["seconds"], 1),
        p50_ms=told["p50_ms"],
        p99_ms=told["p99_ms"],
        requests=told["requests"],
        bytes_each=round(told["bytes"] / max(told["requests"], 1)),
        refused=told["refused"],
        broken=told["broken"],
    )
