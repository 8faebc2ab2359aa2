"""Reads a site as visitors do, from link to link, and keeps what they would see."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup, NavigableString
from bs4.element import PreformattedString
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage

HERE = "http://testserver"
SILENT = {"script", "style", "template", "noscript", "code", "pre"}
READ_OUT = ("alt", "title", "placeholder", "aria-label", "data-copied")
POINTS = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src"}
POINTS |= {"use": "href", "iframe": "src", "form": "action", "track": "src", "video": "poster"}


@dataclass
class Answer:
    """What is at an address; ``location`` where it leads on, if it does."""

    status: int
    location: str = ""
    html: str = ""

    @cached_property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")

    @cached_property
    def ids(self) -> set[str]:
        return {tag["id"] for tag in self.page.find_all(id=True)}


@dataclass
class Crawl:
    """``answers`` by address without fragment; ``links``: (page, address with fragment)."""

    client: object
    answers: dict[str, Answer] = field(default_factory=dict)
    links: set[tuple[str, str]] = field(default_factory=set)

    def read(self, starts: Iterable[str], is_left_out: Callable[[str], bool]) -> None:
        """Visit everything of this site that leads on from the addresses to start from."""
        waiting = [urljoin(HERE, start) for start in starts]
        while waiting:
            address = waiting.pop()
            if address in self.answers or is_left_out(urlsplit(address).path):
                continue
            answer = self.answers[address] = self._ask(address)
            found = [answer.location] if answer.location else list(links_of(address, answer))
            self.links |= {(address, link) for link in found}
            waiting += [urldefrag(link).url for link in found if link.startswith(f"{HERE}/")]

    def _ask(self, address: str) -> Answer:
        path = unquote(urlsplit(address).path)
        for prefix, exists in (("/static/", finders.find), ("/media/", default_storage.exists)):
            if path.startswith(prefix):
                return Answer(200 if exists(path.removeprefix(prefix)) else 404)
        response = self.client.get(address.removeprefix(HERE))
        location = response.headers.get("Location", "")
        if "text/html" in response.headers.get("Content-Type", ""):
            return Answer(response.status_code, location, response.content.decode())
        return Answer(response.status_code, location and urljoin(address, location))

    def broken(self) -> list[str]:
        """Links of this site that lead nowhere, or to a part of a page that is not there."""
        found = []
        for page, link in sorted(self.links):
            address, fragment = urldefrag(link)
            answer = self.answers.get(address)
            if answer is None:
                continue
            if answer.status >= 400:
                found.append(f"{page} → {link}: {answer.status}")
            elif fragment and answer.html and unquote(fragment) not in answer.ids:
                found.append(f"{page} → {link}: nothing has that id")
        return found

    def pages(self) -> Iterator[tuple[str, Answer]]:
        """Those that are read: no redirect and no feed."""
        for address, answer in self.answers.items():
            if answer.status == 200 and answer.html:
                yield address, answer


def links_of(address: str, answer: Answer) -> Iterator[str]:
    """Whole addresses of what a page links, loads or sends forms to by GET."""
    for tag in answer.page.find_all(list(POINTS)):
        if tag.name == "form" and tag.get("method", "get").lower() != "get":
            continue
        for value in (tag.get(POINTS[tag.name]), *_sources(tag.get("srcset", ""))):
            if value is not None:
                yield urljoin(address, value)
    for meta in answer.page.find_all("meta", property=re.compile("^og:(url|image)$")):
        yield meta["content"]


def _sources(srcset: str) -> list[str]:
    return [part.split()[0] for part in srcset.split(",") if part.strip()]


def texts_of(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """(language, text) of what is seen or read out, and said to search engines."""
    for node in page.find_all(string=True):
        text = " ".join(node.split())
        if text and not isinstance(node, PreformattedString) and node.parent.name not in SILENT:
            yield _language_of(node), text
    for name in READ_OUT:
        for tag in page.find_all(attrs={name: True}):
            if tag.name != "link" and (text := " ".join(tag[name].split())):
                yield _language_of(tag), text
    for meta in page.find_all("meta", attrs={"content": True}):
        if meta.get("name") == "description" or meta.get("property", "").startswith("og:"):
            yield _language_of(meta), " ".join(meta["content"].split())


def _language_of(node: NavigableString) -> str:
    own = [node] if getattr(node, "attrs", None) else []
    for tag in (*own, *node.parents):
        if tag.get("lang"):
            return tag["lang"].split("-")[0]
    return ""
