"""What a row of a Stack Exchange dump says, in any of the dialects written since 2009."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path

from django.utils.dateparse import parse_date, parse_datetime

from .texts import BrokenFile, not_to_come

REQUIRED = ("users", "posts", "comments")
OPTIONAL = ("tags",)  # read to know that it is whole; posts name their own
OLD_TAGS = re.compile(r"<([^<>]+)>")

# When the network's contributions changed their licence; dumps did not say it at first.
LICENCES = [("2018-05-02", "CC BY-SA 4.0"), ("2011-04-08", "CC BY-SA 3.0"), ("", "CC BY-SA 2.5")]

Row = dict[str, str]


def find_files(folder: Path) -> dict[str, Path]:
    """The files of a dump that are read, whatever the case of their names.

    Raises ``BrokenFile`` for one that is missing.
    """
    found = {path.name.lower(): path for path in folder.iterdir() if path.is_file()}
    files = {kind: found.get(f"{kind}.xml") for kind in (*REQUIRED, *OPTIONAL)}
    for kind in REQUIRED:
        if files[kind] is None:
            packed = any(name.endswith(".7z") for name in found)
            unpack = ": unpack its .7z files first, with 7z x" if packed else ""
            name = folder.resolve().name  # which an unpacked archive has, too
            raise BrokenFile(f"{name}: holds no {kind.title()}.xml{unpack}")
    return {kind: path for kind, path in files.items() if path}


def user(line: int, row: Row) -> tuple:
    return (number(row, "Id"), row.get("DisplayName", ""))


def post(line: int, row: Row) -> tuple:
    return (
        number(row, "Id"),
        line,
        row.get("PostTypeId", "").strip(),
        *(number(row, name, needed=False) for name in ("ParentId", "AcceptedAnswerId", "Score")),
        *said_by(row, "OwnerUserId", "OwnerDisplayName"),
        row.get("Title", ""),
        row.get("Tags", ""),
        row.get("Body", ""),
        row.get("ContentLicense", ""),
    )


def comment(line: int, row: Row) -> tuple:
    return (
        number(row, "Id"),
        line,
        number(row, "PostId"),
        *said_by(row, "UserId", "UserDisplayName"),
        row.get("Text", ""),
        row.get("ContentLicense", ""),
    )


def said_by(row: Row, owner: str, name: str) -> tuple:
    """When, by whose number, and by which name where there is no number (people who left)."""
    return (row.get("CreationDate", ""), number(row, owner, needed=False), row.get(name, ""))


READERS: dict[str, Callable[[int, Row], tuple]] = {
    "users": user,
    "posts": post,
    "comments": comment,
}


def number(row: Row, name: str, *, needed: bool = True) -> int | None:
    """A whole number that a database holds; ``ValueError`` if it is needed and not there."""
    text = row.get(name, "").strip()
    if re.fullmatch(r"-?[0-9]{1,18}", text):
        return int(text)
    if needed:
        raise ValueError(f"{name} is {text[:40]!r}, not a number" if text else f"has no {name}")
    return None


def day(text: str) -> datetime.date:
    """The day of a moment in UTC, with or without fractions of a second."""
    try:
        moment = parse_datetime(text.strip())
        found = moment.date() if moment else parse_date(text.strip())
    except ValueError:
        found = None
    if found is None:
        raise ValueError(f"CreationDate is {text[:40]!r}, not a date" if text else "has no date")
    return not_to_come(found)


def tags(text: str) -> list[str]:
    """Names of ``<one><two>`` (until 2023) or ``|one|two|``."""
    return OLD_TAGS.findall(text) if "<" in text else [t for t in text.split("|") if t.strip()]


def licence(stated: str, said_on: datetime.date) -> str:
    """What the row says, else the network's terms of that day."""
    return stated or next(name for since, name in LICENCES if said_on.isoformat() >= since)
