"""Running the command as people do, and reading what it said."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from backstage_qa.models import Entry, ImportedThread, PublishedThread, Tag, Thread


def import_threads(path: Path, *arguments: str) -> str:
    """What the command says on its way."""
    out = StringIO()
    call_command("import_threads", str(path), *arguments, stdout=out)
    return out.getvalue()


def refusal(path: Path, *arguments: str) -> str:
    """Why the command refuses: one line, exit code 2, nothing written."""
    before = counted()
    with pytest.raises(CommandError) as refused:
        import_threads(path, *arguments)
    assert refused.value.returncode == 2
    assert counted() == before
    assert "\n" not in str(refused.value)
    return str(refused.value)


def counted() -> dict[str, int]:
    rows = (Thread, Entry, Tag, ImportedThread, PublishedThread)
    return {model.__name__: model.objects.count() for model in rows}


def public(title: str) -> PublishedThread:
    return PublishedThread.objects.public().get(title=title)


def write_lines(path: Path, *lines: dict) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def line(key: str, **more) -> dict:
    """One line of a JSON Lines file."""
    question = {"text": f"What about {key}?", "date": "2020-05-04"}
    return {"id": key, "title": f"Question {key}", "question": question} | more
