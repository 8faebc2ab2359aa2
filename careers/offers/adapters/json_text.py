"""Reading JSON that somebody else wrote."""

import json
from typing import Any

from ..errors import FeedError
from ..reading import Feed


def parse(feed: Feed) -> Any:
    """What a JSON feed holds. Raises ``FeedError``."""
    try:
        return json.loads(feed.text, strict=False)
    except (ValueError, RecursionError) as error:
        raise FeedError(f"{feed.name} is not JSON: {error}.") from None


def mapping(value: Any) -> dict[str, Any]:
    """An object, or an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}


def text(value: Any) -> str:
    """A text, or "" in place of anything else."""
    return value if isinstance(value, str) else ""


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; what else it holds is passed over."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
