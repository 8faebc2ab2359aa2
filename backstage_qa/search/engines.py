"""Which engine searches: the one of the database at hand."""

from functools import cache

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from .engine import Engine
from .postgresql import PostgreSQLEngine
from .sqlite import SQLiteEngine

ENGINES: dict[str, type[Engine]] = {"postgresql": PostgreSQLEngine, "sqlite": SQLiteEngine}


def engine() -> Engine:
    """The search of the default database."""
    return _made(connection.vendor)


@cache
def _made(vendor: str) -> Engine:
    if vendor not in ENGINES:
        raise ImproperlyConfigured(f"There is no search for the database {vendor!r} yet.")
    return ENGINES[vendor]()
