"""Indexes that cost nothing where there is nothing to find."""

from django.db import models


def where_set(field: str, name: str) -> models.Index:
    """An index of the rows that have a ``field``: for relations that most rows are without.

    The relation says ``db_index=False``; else each row without it is written into an index.
    """
    return models.Index(fields=[field], condition=models.Q((f"{field}__isnull", False)), name=name)
