"""The report says what was missed and what cannot be believed, and needs nothing from elsewhere."""

import json
import re

from benchmarks import report
from benchmarks.__main__ import compared


def result(case: str, threads: int, **facts) -> dict:
    told = {"database": "sqlite", "threads": threads, "case": case, "rps": 300.0, "p50_ms": 9.0}
    told |= {"p99_ms": 30.0, "requests": 3000, "bytes_each": 9000, "refused": 0, "broken": 0}
    return told | {"queries": 4, "memory_mb": 120.0} | facts


def test_the_ratio_is_to_the_mean_of_both():
    assert compared(300, 5_000, 7_000, 0.05)["ratio"] == 0.05
    assert compared(300, 6_000, 6_000, 0.05)["noisy"] is False
    assert compared(300, 5_000, 5_800, 0.05)["noisy"] is True


def test_a_page_and_its_figures(tmp_path):
    told = {
        "command": "python -m benchmarks --quick",
        "started": "2026-11-23T10:00:00+00:00",
        "machine": {"processor": "one of <many>"},
        "fills": [{"database": "sqlite", "threads": 1000, "added": 1000, "seconds": 2.5}],
        "results": [
            result("thread page", 1000, **compared(300, 6_000, 6_000, 0.05)),
            result("thread page", 10_000, **compared(200, 6_000, 9_000, 0.05)),
        ],
    }
    report.write(told, tmp_path)
    assert json.loads((tmp_path / "report.json").read_text()) == told
    page = (tmp_path / "report.html").read_text()
    assert page.count('class="missed"') == 1
    assert page.count('class="noisy"') == 1
    assert "one of &lt;many&gt;" in page
    assert page.count("<svg") == 2
    assert not re.search(r'(src|href|url)\s*[=(]\s*["\']?(https?:)?//', page)
    assert "<script" not in page


def test_a_missed_goal_stands_out_while_one_waits():
    assert "MISSED" in report.line(result("list", 1000, **compared(30, 6_000, 6_000, 0.05)))
    assert "reached" in report.line(result("list", 1000, **compared(600, 6_000, 6_000, 0.05)))
