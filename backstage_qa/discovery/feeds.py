"""Feeds as Atom (RFC 4287), with tombstones (RFC 6721), and as JSON Feed 1.1."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
JSON_FEED = "https://jsonfeed.org/version/1.1"
ATOM_TYPE = "application/atom+xml"
JSON_TYPE = "application/feed+json"
# A feed must say when it changed, even one that nothing was ever in.
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ET.register_namespace("", ATOM)
ET.register_namespace("at", TOMBSTONES)


@dataclass(frozen=True)
class Item:
    """``id`` never changes; ``html`` is clean and its links are whole; ``text`` in its place."""

    id: str
    url: str
    title: str
    language: str
    published: datetime.datetime
    updated: datetime.datetime
    summary: str = ""
    html: str = ""
    text: str = ""
    picture: str = ""
    authors: Sequence[str] = ()
    labels: Sequence[str] = ()


@dataclass(frozen=True)
class Tombstone:
    """What was in the feed and is no longer to be shown."""

    id: str
    when: datetime.datetime


@dataclass(frozen=True)
class Feed:
    """All addresses are whole; ``url`` is the page that tells the same."""

    address: str
    url: str
    title: str
    language: str
    author: str
    items: list[Item] = field(default_factory=list)
    tombstones: list[Tombstone] = field(default_factory=list)

    @property
    def updated(self) -> datetime.datetime:
        moments = [item.updated for item in self.items] + [gone.when for gone in self.tombstones]
        return max(moments, default=NEVER)


def as_atom(feed: Feed) -> bytes:
    """The document, in UTF-8."""
    root = ET.Element(f"{{{ATOM}}}feed", {XML_LANG: feed.language})
    _add(root, "id", feed.address)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(feed.updated))
    _add(root, "link", rel="self", type=ATOM_TYPE, href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.url)
    _add(_add(root, "author"), "name", feed.author)
    for item in feed.items:
        _add_item(root, item)
    for gone in feed.tombstones:
        attributes = {"ref": gone.id, "when": _moment(gone.when)}
        ET.SubElement(root, f"{{{TOMBSTONES}}}deleted-entry", attributes)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _add_item(root: ET.Element, item: Item) -> None:
    entry = _add(root, "entry")
    entry.set(XML_LANG, item.language)
    _add(entry, "id", item.id)
    _add(entry, "title", item.title)
    _add(entry, "updated", _moment(item.updated))
    _add(entry, "published", _moment(item.published))
    _add(entry, "link", rel="alternate", type="text/html", href=item.url)
    if item.picture:
        _add(entry, "link", rel="enclosure", type="image/png", href=item.picture)
    for name in filter(_writable, item.authors):
        _add(_add(entry, "author"), "name", name)
    for label in filter(_writable, item.labels):
        _add(entry, "category", term=label)
    if item.summary:
        _add(entry, "summary", item.summary)
    if item.html:
        _add(entry, "content", item.html, type="html")
    elif item.text:
        _add(entry, "content", item.text, type="text")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    clean = {key: _writable(value) for key, value in attributes.items()}
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", clean)
    element.text = _writable(text) or None
    return element


def _writable(text: str) -> str:
    """Without the characters that no XML document may hold."""
    return UNWRITABLE.sub("", text)


def _moment(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def as_json(feed: Feed) -> dict[str, Any]:
    """The document; what was withdrawn stands in an extension of ours, ``_backstage``."""
    document: dict[str, Any] = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.address,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_json_item(item) for item in feed.items],
    }
    withdrawn = [{"id": gone.id, "when": _moment(gone.when)} for gone in feed.tombstones]
    return document | {"_backstage": {"withdrawn": withdrawn}}


def _json_item(item: Item) -> dict[str, Any]:
    values = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "content_text": item.text,
        "image": item.picture,
        "date_published": _moment(item.published),
        "date_modified": _moment(item.updated),
        "language": item.language,
        "authors": [{"name": name} for name in item.authors],
        "tags": list(item.labels),
    }
    return {name: value for name, value in values.items() if value}
