"""The report: everything as JSON, and a page that needs nothing from anywhere else."""

import json
from pathlib import Path

from django.conf import settings
from django.template import Context, Engine

from . import plots

TEMPLATES = Path(__file__).parent
UNITS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def line(result: dict) -> str:
    """One case as one line, for whoever waits."""
    met = "reached" if result["ratio"] >= result["goal"] else "MISSED"
    words = [
        f"{result['database']:<10} {result['threads']:>7} {result['case']:<30}",
        f"{result['rps']:>8.1f}/s  {result['ratio']:.4f} B (goal {result['goal']}, {met})",
        f"p50 {result['p50_ms']:.1f} ms, p99 {result['p99_ms']:.1f} ms,",
        f"{result['queries']} queries, {result['memory_mb']:.0f} MB",
    ]
    if result["noisy"]:
        words.append("[noisy: B changed]")
    if result["refused"] or result["broken"]:
        words.append(f"[{result['refused']} refused, {result['broken']} broken]")
    return "  ".join(words)


def write(told: dict, folder: Path) -> None:
    """``report.json`` and ``report.html`` in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(told, indent=1, ensure_ascii=False)
    (folder / "report.json").write_text(f"{text}\n", encoding="utf-8")
    if not settings.configured:  # they say how numbers are written
        settings.configure(USE_I18N=False)
    engine = Engine(dirs=[str(TEMPLATES)], autoescape=True)
    page = engine.get_template("report.html").render(Context(_shown(told)))
    (folder / "report.html").write_text(page, encoding="utf-8")
    print(f"Written: {folder / 'report.html'}")


def _shown(told: dict) -> dict:
    databases = list(dict.fromkeys(result["database"] for result in told["results"]))
    return told | {
        "machine": told["machine"].items(),
        "databases": [
            {
                "name": UNITS.get(name, name),
                "results": (found := [r for r in told["results"] if r["database"] == name]),
                "bars": plots.bars(found),
                "lines": plots.lines(found),
            }
            for name in databases
        ],
    }
