"""Feeds as files, and the command as an operator gives it."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

FEEDS = Path(__file__).parent / "feeds"


def posting(number=1, **fields) -> dict:
    """A JobPosting of schema.org."""
    return {
        "@type": "JobPosting",
        "identifier": f"job-{number}",
        "title": f"Credit analyst {number}",
        "url": f"https://jobs.aurore.example/{number}",
        "datePosted": "2026-11-02",
        **fields,
    }


@pytest.fixture
def import_feed(tmp_path, capsys):
    """``import_feed([posting(), …], "--dry-run")``: JSON-LD by default; returns what was said."""

    def import_feed(content, *options, kind="jsonld", source="aurore"):
        path = tmp_path / "feed"
        is_raw = isinstance(content, str | bytes)
        text = content if is_raw else json.dumps(content)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        call_command("import_offers", path, f"--format={kind}", f"--source={source}", *options)
        return capsys.readouterr().out

    return import_feed


@pytest.fixture
def refused(import_feed):
    """As ``import_feed``, for what must be refused; returns the one line that is said."""

    def refused(*args, **kwargs):
        with pytest.raises(CommandError) as refusal:
            import_feed(*args, **kwargs)
        assert refusal.value.returncode == 2
        message = str(refusal.value)
        assert "\n" not in message
        return message

    return refused
