"""The demonstration's content, as files beside this module."""

import json
from pathlib import Path

FOLDER = Path(__file__).parent
DATA = FOLDER / "data"


def read_json(name: str):
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def read_lines(name: str) -> list[dict]:
    """A JSON Lines file."""
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
