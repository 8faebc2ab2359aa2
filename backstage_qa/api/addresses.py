"""Where people read what the API tells of; a host may show none of it."""

from typing import Annotated

from pydantic import BeforeValidator

# An address, or null where nothing is known; rows say "" for the latter.
Address = Annotated[str | None, BeforeValidator(lambda value: value or None)]
