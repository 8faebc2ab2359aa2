"""One small module for each format of feed; docs/import-offers.md says how to add one.

An adapter takes a ``Feed`` and yields rows: names of the fields of ``Posting`` with
the values of the feed, unchecked. It raises ``FeedError`` if the whole is not of its
format, and leaves what is wrong with one row to ``posting.checked``.
"""

from collections.abc import Callable, Iterator

from ..posting import Row
from ..reading import Feed
from . import csv_file, greenhouse, jsonld, lever

Adapter = Callable[[Feed], Iterator[Row]]

ADAPTERS: dict[str, Adapter] = {
    "csv": csv_file.rows,
    "greenhouse": greenhouse.rows,
    "jsonld": jsonld.rows,
    "lever": lever.rows,
}
