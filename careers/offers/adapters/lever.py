"""Lever's Postings API: GET api.lever.co/v0/postings/<site>?mode=json (api.eu.lever.co in Europe).

Fields by https://github.com/lever/postings-api; ``createdAt``, in milliseconds, is
sent but not described there.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from ..errors import FeedError
from ..posting import Row
from ..reading import Feed
from .json_text import mapping, objects, parse, text


def rows(feed: Feed) -> Iterator[Row]:
    """The postings of a site."""
    postings = parse(feed)
    if not isinstance(postings, list) or not all(isinstance(each, dict) for each in postings):
        raise FeedError(f"{feed.name} is no list of Lever postings.")
    for posting in postings:
        categories = mapping(posting.get("categories"))
        family = [text(categories.get(name)) for name in ("department", "team")]
        yield {
            "external_id": posting.get("id"),
            "title": posting.get("text"),
            "url": posting.get("hostedUrl"),
            "description": _description(posting),
            "location": _places(categories),
            "country": posting.get("country"),
            "is_remote": posting.get("workplaceType") == "remote",
            "employment_type": categories.get("commitment"),
            "category": ", ".join(filter(None, family)),
            "date_posted": _day(posting.get("createdAt")),
        }


def _places(categories: dict[str, Any]) -> str:
    """The first one is the main one, and stands among all of them."""
    every = categories.get("allLocations")
    places = [categories.get("location"), *(every if isinstance(every, list) else [])]
    return " · ".join(dict.fromkeys(filter(None, map(text, places))))


def _description(posting: dict[str, Any]) -> str:
    """Everything that Lever's own page shows, in its order; cleaned later."""
    parts = [text(posting.get("description"))]
    for each in objects(posting.get("lists")):
        items = mark_safe(text(each.get("content")))
        parts.append(format_html("<h3>{}</h3><ul>{}</ul>", text(each.get("text")), items))
    closing = [text(posting.get(name)) for name in ("salaryDescription", "additional")]
    return "".join([*parts, *closing])


def _day(milliseconds: Any) -> str | None:
    if not isinstance(milliseconds, int):
        return None
    try:
        return datetime.datetime.fromtimestamp(milliseconds / 1000, datetime.UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None
