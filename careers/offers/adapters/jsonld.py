"""schema.org JobPosting as JSON-LD: in the scripts of an HTML page, or bare.

Single ones, arrays, ``@graph`` and postings inside other things (a list, a page) are
all found; what is told by ``@id`` alone is looked up in the same document.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from ..errors import FeedError
from ..posting import Row
from ..reading import Feed
from .json_text import mapping, parse, text

TYPE = "JobPosting"
NAMING = {"@context", "@id", "@type"}  # a node with no more than these refers to another
DEEPEST = 40
KIND = re.compile(r"^\s*application/ld\+json\s*(?:;|$)", re.IGNORECASE)
COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>)\s*$")


def rows(feed: Feed) -> Iterator[Row]:
    """The postings of a page or a document. What has none is refused, but for an empty list."""
    documents, page = _documents(feed)
    found = documents == [[]]
    for document in documents:
        nodes = list(_nodes(document))
        known = {text(node.get("@id")): node for node in nodes if set(node) - NAMING}
        for node in nodes:
            if _is_posting(node):
                found = True
                yield _row(node, known, page)
            found = found or node.get("@graph") == []
    if not found:
        raise FeedError(f"{feed.name} holds no JobPosting.")


def _documents(feed: Feed) -> tuple[list[Any], str | None]:
    """What is JSON in the feed; and for a page of HTML its address ("" if it tells none)."""
    if not feed.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return [parse(feed)], None
    soup = BeautifulSoup(feed.data, "html.parser")
    link = soup.find("link", rel="canonical", href=True)
    page = _joined(feed.address, str(link["href"])) if link else feed.address
    scripts = soup.find_all("script", type=KIND)
    parsed = [_parsed(feed, COMMENT.sub("", script.string or "")) for script in scripts]
    return [document for document in parsed if document is not None], page


def _parsed(feed: Feed, script: str) -> Any:
    """A broken script is passed over if it held no posting."""
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError) as error:
        if TYPE in script:
            raise FeedError(f"{feed.name}: its JSON-LD is not JSON: {error}.") from None
        return None


def _nodes(value: Any, depth: int = 0) -> Iterator[dict]:
    """Every object in a document, outermost first."""
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for inner in _list(value):
        if isinstance(inner, dict | list):
            yield from _nodes(inner, depth + 1)


def _is_posting(node: dict) -> bool:
    names = [re.split(r"[/:#]", text(name))[-1] for name in _list(node.get("@type"))]
    return TYPE in names and bool(set(node) - NAMING)


def _list(value: Any) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]


def _joined(base: str, address: str) -> str:
    """An address as seen from a page; what is none is left for ``checked`` to refuse."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _row(node: dict, known: dict[str, dict], page: str | None) -> Row:
    url = _first(_list(node.get("url")) + _list(node.get("mainEntityOfPage")))
    address = _joined(page or "", url or page or "")
    places = [_resolved(place, known) for place in _list(node.get("jobLocation"))]
    addresses = [_resolved(place.get("address", place), known) for place in places]
    families = _list(node.get("occupationalCategory")) + _list(node.get("industry"))
    return {
        "external_id": _identifier(node, known) or text(node.get("@id")) or address,
        "title": _text(node.get("title")) or _text(node.get("name")),
        "url": address,
        "description": _text(node.get("description")),
        "location": " · ".join(dict.fromkeys(filter(None, map(_place, addresses)))),
        "country": next(filter(None, map(_country, addresses)), ""),
        "is_remote": "TELECOMMUTE" in _list(node.get("jobLocationType")),
        "employment_type": _list(node.get("employmentType")),
        "category": ", ".join(filter(None, map(_text, families))),
        "language": _text(node.get("inLanguage")),
        "date_posted": node.get("datePosted"),
        "valid_through": node.get("validThrough"),
    }


def _resolved(value: Any, known: dict[str, dict]) -> dict:
    """An object, or the one that its ``@id`` names; a bare text becomes an address."""
    if isinstance(value, str):
        return known.get(value, {"addressLocality": value})
    node = mapping(value)
    return node if set(node) - NAMING else known.get(text(node.get("@id")), node)


def _text(value: Any) -> str:
    """A text, also of a value with a language, a list or a named thing."""
    if isinstance(value, list):
        value = _first(value)
    if isinstance(value, dict):
        value = next((value[key] for key in ("@value", "name", "value") if key in value), "")
    return text(value)


def _first(values: list) -> str:
    texts = [text(mapping(each).get("@id", each)) for each in values]
    return next(filter(None, texts), "")


def _identifier(node: dict, known: dict[str, dict]) -> str:
    for value in _list(node.get("identifier")):
        if isinstance(value, dict):
            value = _resolved(value, known).get("value")
        if isinstance(value, str | int) and str(value).strip():
            return str(value)
    return ""


def _place(address: dict) -> str:
    parts = [_text(address.get(name)) for name in ("addressLocality", "addressRegion")]
    if not any(parts):
        parts = [_text(address.get("addressCountry"))]
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _country(address: dict) -> str:
    name = _text(address.get("addressCountry"))
    return name if len(name) == 2 else ""
