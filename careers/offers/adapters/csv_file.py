"""The documented CSV: a header line, then one offer on each."""

import codecs
import csv
import difflib
import io
from collections.abc import Iterator

from ..errors import FeedError
from ..posting import Row
from ..reading import Feed

REQUIRED = ("id", "title", "url")
# column: the field of a posting
COLUMNS = {
    "id": "external_id",
    "title": "title",
    "url": "url",
    "description": "description",
    "location": "location",
    "country": "country",
    "remote": "is_remote",
    "employment_type": "employment_type",
    "category": "category",
    "language": "language",
    "date_posted": "date_posted",
    "valid_through": "valid_through",
}
YES = {"1", "yes", "true", "oui", "vrai", "x"}


def rows(feed: Feed) -> Iterator[Row]:
    """Commas, semicolons or tabs between the values, as the header has them."""
    text = _text(feed)
    header = text.partition("\n")[0]
    separator = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        columns = [name.strip().lower() for name in next(reader, [])]
        _check(feed, columns)
        for values in reader:
            if any(value.strip() for value in values):
                yield _row(feed, reader.line_num, columns, values)
    except csv.Error as error:
        raise FeedError(f"{feed.name}, line {reader.line_num}: {error}.") from error


def _text(feed: Feed) -> str:
    """UTF-8, or one of the two that spreadsheets write unless they are asked for it."""
    is_wide = feed.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp1252"):
        try:
            return feed.data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return feed.text  # says that it is not UTF-8


def _check(feed: Feed, columns: list[str]) -> None:
    for name in columns:
        if name not in COLUMNS:
            near = difflib.get_close_matches(name, COLUMNS, n=1)
            hint = f"; is it {near[0]!r}?" if near else "."
            raise FeedError(f"{feed.name}: the column {name[:40]!r} is not known{hint}")
    if twice := [name for name in columns if columns.count(name) > 1]:
        raise FeedError(f"{feed.name}: there are two columns {twice[0]!r}.")
    if missing := [name for name in REQUIRED if name not in columns]:
        raise FeedError(f"{feed.name}: there is no column {missing[0]!r}.")


def _row(feed: Feed, line: int, columns: list[str], values: list[str]) -> Row:
    if len(values) != len(columns):
        raise FeedError(
            f"{feed.name}, line {line}: {len(values)} values for {len(columns)} columns."
        )
    row = {COLUMNS[name]: value.strip() for name, value in zip(columns, values, strict=True)}
    if "is_remote" in row:
        row["is_remote"] = row["is_remote"].lower() in YES
    return row
