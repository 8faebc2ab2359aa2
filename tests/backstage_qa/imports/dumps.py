"""Small Stack Exchange dumps, written as the network wrote them over the years."""

from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

DAY = "2018-03-12T17:00:45.567"


@dataclass(frozen=True)
class Dialect:
    """How a year's dumps are written."""

    name: str
    bom: bool = False
    line_end: str = "\n"
    lower_case: bool = False
    tags_file: bool = True
    piped_tags: bool = False
    licences: bool = False
    fractions: bool = True


DIALECTS = [
    Dialect("2009", lower_case=True, tags_file=False, fractions=False),
    Dialect("2012", line_end="\r\n"),
    Dialect("2018", bom=True),
    Dialect("2025", bom=True, line_end="\r\n", piped_tags=True, licences=True),
]
OF_2018 = DIALECTS[2]


def question(number: int, title: str = "", body: str = "", **more) -> dict:
    asked = {"Id": number, "PostTypeId": 1, "Title": title or f"Question {number}"}
    return _post(asked, body, more)


def answer(number: int, to: int, body: str = "", **more) -> dict:
    return _post({"Id": number, "PostTypeId": 2, "ParentId": to}, body, more)


def _post(row: dict, body: str, more: dict) -> dict:
    row |= {"CreationDate": DAY, "Score": 1, "Body": body or f"<p>Text {row['Id']}</p>"}
    return row | {"tags": []} | more


def comment(number: int, on: int, text: str = "", **more) -> dict:
    row = {"Id": number, "PostId": on, "Text": text or f"Comment {number}", "CreationDate": DAY}
    return row | more


def user(number: int, name: str) -> dict:
    return {"Id": number, "DisplayName": name, "Reputation": 1, "CreationDate": DAY}


def write_dump(
    folder: Path,
    *,
    posts: list[dict],
    comments: list[dict] = (),
    users: list[dict] = (),
    dialect: Dialect = OF_2018,
) -> Path:
    """Write the files of a dump into ``folder``, which is made; returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    named = {tag for post in posts for tag in post.get("tags", [])}
    files = {
        "Posts": [_in_dialect(post, dialect) for post in posts],
        "Comments": [_in_dialect(row, dialect) for row in comments],
        "Users": list(users),
    }
    if dialect.tags_file:
        files["Tags"] = [{"Id": i, "TagName": tag} for i, tag in enumerate(sorted(named), 1)]
    for name, rows in files.items():
        write_rows(folder, name, rows, dialect)
    return folder


def write_rows(folder: Path, name: str, rows: list[dict], dialect: Dialect = OF_2018) -> Path:
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<{name.lower()}>"]
    lines += [f"  <row {' '.join(_attribute(*pair) for pair in row.items())} />" for row in rows]
    lines += [f"</{name.lower()}>", ""]
    path = folder / f"{name.lower() if dialect.lower_case else name}.xml"
    encoding = "utf-8-sig" if dialect.bom else "utf-8"
    path.write_bytes(dialect.line_end.join(lines).encode(encoding))
    return path


def _in_dialect(row: dict, dialect: Dialect) -> dict:
    row = dict(row)
    if "tags" in row:
        tags = row.pop("tags")
        between = f"|{'|'.join(tags)}|" if dialect.piped_tags else f"<{'><'.join(tags)}>"
        row |= {"Tags": between} if tags else {}
    if not dialect.licences:
        row.pop("ContentLicense", None)
    if not dialect.fractions:
        row["CreationDate"] = row["CreationDate"].split(".")[0]
    return row


def _attribute(name: str, value: object) -> str:
    return f"{name}={quoteattr(str(value), {chr(10): '&#xA;', chr(13): '&#xD;', chr(9): '&#x9;'})}"
