"""What the head of a page tells those who find or share it."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Head:
    """``meta``: name or property to the contents; ``links``: rel to the attributes."""

    title: str = ""
    meta: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, list[dict]] = field(default_factory=lambda: defaultdict(list))
    things: list[dict] = field(default_factory=list)

    @property
    def canonical(self) -> str | None:
        return next((link["href"] for link in self.links["canonical"]), None)

    @property
    def alternates(self) -> dict[str, str]:
        found = [link for link in self.links["alternate"] if "hreflang" in link]
        return {link["hreflang"]: link["href"] for link in found}

    @property
    def feeds(self) -> dict[str, str]:
        found = [link for link in self.links["alternate"] if "type" in link]
        return {link["href"]: link["type"] for link in found}

    def one(self, name: str) -> str | None:
        """The only content of a meta element; None where there is none."""
        values = self.meta[name]
        assert len(values) <= 1, f"{name} is said {len(values)} times"
        return values[0] if values else None

    def thing(self, kind: str) -> dict:
        """The only thing of this type."""
        [found] = [thing for thing in self.things if thing["@type"] == kind]
        return found


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.head = Head()
        self.inside = None
        self.text = ""

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if tag == "meta":
            self.head.meta[told.get("name") or told.get("property")].append(told.get("content"))
        elif tag == "link":
            self.head.links[told["rel"]].append(told)
        elif tag == "title" or (tag == "script" and told.get("type") == "application/ld+json"):
            self.inside, self.text = tag, ""

    def handle_data(self, data):
        if self.inside:
            self.text += data

    def handle_endtag(self, tag):
        if tag != self.inside:
            return
        if tag == "title":
            self.head.title = self.text.strip()
        else:
            data = json.loads(self.text)
            assert data["@context"] == "https://schema.org"
            self.head.things += data["@graph"]
        self.inside = None


def head_of(response) -> Head:
    return head_of_html(response.content.decode())


def head_of_html(html: str) -> Head:
    """Read it as a browser does."""
    reader = _Reader()
    reader.feed(html.split("<body")[0])
    reader.close()
    return reader.head
