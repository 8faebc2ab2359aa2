"""What was read of the files, on disk: memory does not grow with them, whatever their order."""

import sqlite3
from collections.abc import Iterator


class Staging:
    """A private SQLite database that vanishes with the process."""

    def __init__(self, schema: str) -> None:
        self.connection = sqlite3.connect("")  # a temporary file of SQLite's own
        self.connection.row_factory = sqlite3.Row
        self.connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {schema}")

    def insert(self, table: str, values: tuple) -> bool:
        """Whether the row is the first of its key, and so was kept."""
        marks = ",".join("?" * len(values))
        statement = f"INSERT OR IGNORE INTO {table} VALUES ({marks})"  # noqa: S608
        return self.connection.execute(statement, values).rowcount == 1

    def each(self, query: str, *values) -> Iterator[sqlite3.Row]:
        """Rows one at a time."""
        yield from self.connection.execute(query, values)

    def number(self, query: str, *values) -> int:
        return self.connection.execute(query, values).fetchone()[0]
