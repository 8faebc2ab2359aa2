"""What RFC 4287 (Atom) and RFC 6721 (tombstones) ask of a document."""

import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

ONCE = {"id", "title", "updated"}
AT_MOST_ONCE = {"published", "summary", "content", "rights", "subtitle", "icon", "logo"}
MANY = {"author", "category", "contributor", "link", "entry"}


def parse(content: bytes) -> ET.Element:
    """The document, once every rule that it breaks was found: it breaks none."""
    feed = ET.fromstring(content)
    assert feed.tag == f"{ATOM}feed"
    _check(feed, is_feed=True)
    [own] = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own.get("href") == feed.findtext(f"{ATOM}id")
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    gone = [deleted.get("ref") for deleted in feed.findall(DELETED)]
    assert len(set(ids) | set(gone)) == len(ids) + len(gone)
    for entry in feed.findall(f"{ATOM}entry"):
        _check(entry, is_feed=False)
    for deleted in feed.findall(DELETED):
        assert set(deleted.attrib) == {"ref", "when"}
        _moment(deleted.get("when"))
    return feed


def _check(element: ET.Element, *, is_feed: bool) -> None:
    names = [child.tag.removeprefix(ATOM) for child in element if child.tag.startswith(ATOM)]
    assert {name: names.count(name) for name in ONCE} == dict.fromkeys(ONCE, 1)
    assert all(names.count(name) <= 1 for name in AT_MOST_ONCE)
    assert set(names) <= ONCE | AT_MOST_ONCE | MANY
    assert is_feed or "entry" not in names
    assert urlsplit(element.findtext(f"{ATOM}id")).scheme == "http"
    for moment in ("updated", "published"):
        if text := element.findtext(f"{ATOM}{moment}"):
            _moment(text)
    alternates = []
    for link in element.findall(f"{ATOM}link"):
        assert urlsplit(link.get("href")).netloc, "links are whole: nothing says what they are of"
        if link.get("rel") == "alternate":
            alternates.append((link.get("type"), link.get("hreflang")))
    assert len(set(alternates)) == len(alternates)
    content = element.find(f"{ATOM}content")
    assert is_feed or content is not None or alternates
    if content is not None:
        assert content.get("type") in ("text", "html")
    for author in element.findall(f"{ATOM}author"):
        assert author.findtext(f"{ATOM}name")
    for category in element.findall(f"{ATOM}category"):
        assert category.get("term")
    assert not is_feed or element.find(f"{ATOM}author") is not None


def _moment(text: str) -> datetime.datetime:
    """RFC 3339, with its zone."""
    assert "T" in text
    moment = datetime.datetime.fromisoformat(text)
    assert moment.tzinfo is not None
    return moment
