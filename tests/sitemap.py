"""What https://www.sitemaps.org/protocol.html, and Google for languages, ask of a sitemap."""

import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def index_of(response) -> list[str]:
    """The addresses of the parts."""
    root = _root(response, "sitemapindex")
    return [_location(entry, "sitemap") for entry in root]


def places_of(response) -> dict[str, dict]:
    """Address to ``modified`` (or None) and ``alternates``, language code to address."""
    root = _root(response, "urlset")
    assert len(root) <= 50_000
    found = {}
    for entry in root:
        location = _location(entry, "url")
        assert location not in found
        modified = entry.findtext(f"{NS}lastmod")
        links = entry.findall(LINK)
        assert [link.get("rel") for link in links] == ["alternate"] * len(links)
        alternates = {link.get("hreflang"): link.get("href") for link in links}
        assert len(alternates) == len(links)
        assert not alternates or location in alternates.values()
        assert not alternates or "x-default" in alternates
        found[location] = {"modified": modified and _moment(modified), "alternates": alternates}
    for location, told in found.items():  # each names the others, and they name it
        for other in set(told["alternates"].values()) & set(found):
            assert found[other]["alternates"] == told["alternates"], location
    return found


def _root(response, name: str) -> ET.Element:
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    assert len(response.content) <= 50 * 1024 * 1024
    root = ET.fromstring(response.content)
    assert root.tag == NS + name
    assert len(root), "the schema wants at least one"
    return root


def _location(entry: ET.Element, name: str) -> str:
    assert entry.tag == NS + name
    known = [NS + child for child in ("loc", "lastmod")] + [LINK]
    places = [known.index(child.tag) for child in entry]
    assert places == sorted(places)
    assert places.count(0) == 1
    assert places.count(1) <= 1
    location = entry.findtext(f"{NS}loc")
    parts = urlsplit(location)
    assert parts.scheme in ("http", "https")
    assert parts.netloc
    assert location.isascii()
    assert len(location) < 2048
    return location


def _moment(text: str) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(text)
    assert moment.tzinfo is not None
    return moment
