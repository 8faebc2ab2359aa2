"""Where people read what the API tells of; a host may show none of it."""

from typing import Annotated, Protocol

from django.urls import NoReverseMatch
from pydantic import BeforeValidator

# An address, or null where nothing is known. Stored rows say "" for the latter.
Address = Annotated[str | None, BeforeValidator(lambda value: value or None)]


class HasAddress(Protocol):
    def get_absolute_url(self) -> str: ...


def public_address(row: HasAddress) -> str | None:
    """The row's page, as a path; None where the host mounts no HTML of ours."""
    try:
        return row.get_absolute_url()
    except NoReverseMatch:
        return None
