"""HTML from anywhere, in the form that Wagtail's editor can open, keep and save.

The editor knows paragraphs, headings, lists, quotations and code blocks, one
after the other, with emphasis and links inside each. It drops, or stumbles over,
what is nested otherwise. So everything is brought into that order here, before
anybody edits it; what may run or load is gone with the first step.
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import nh3
from django.utils.html import escape

Lead = Callable[[str], str | None]  # where a link is to lead; None: nowhere

NAMES = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
INLINE = {name: name for name in ("b", "strong", "i", "em", "sup", "sub", "code", "a")}
INLINE |= {"kbd": "code", "samp": "code", "tt": "code", "cite": "i", "dfn": "i", "var": "i"}
PARAGRAPHS = {"p", *NAMES.values()}  # as they are written
BREAKS = {*NAMES, "p", "div", "dt", "dd", "summary", "figcaption", "section"}
LISTS = {"ul", "ol"}
TABLE = {"table", "thead", "tbody", "tr"}
CELLS = {"th", "td"}
HOLDERS = {"li", "blockquote", "pre", *CELLS}  # text stands in them without a paragraph
SKIPPED = {"br", "hr", "img"}
KEPT = {*INLINE, *BREAKS, *LISTS, *TABLE, *HOLDERS, *SKIPPED}
DEEPEST = 50  # elements in one another: nobody writes more, and each step would take longer
SPACES = re.compile(r"^ +| {2,}", re.MULTILINE)
# The network's editor writes the second where nobody writes anything else.
NO_DESCRIPTION = {"", "enter image description here"}
NO_BREAK = "\u00a0"
LAST_LINES = re.compile(r"(?:<br/>)+((?:</code>)?</pre>)")


def to_rich_text(html: str, lead: Lead, image: str = "Image") -> str:
    """What the editor stores of ``html``: links led by ``lead``, pictures as links to them.

    "" when nothing is left to read. ``image`` names a picture without a description.
    """
    tidy = nh3.clean(
        html,
        tags=KEPT,
        attributes={"a": {"href"}, "img": {"src", "alt"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    writer = _Writer(lead, image)
    writer.feed(tidy)
    writer.close()
    return LAST_LINES.sub(r"\1", "".join(writer.out)) if writer.has_words else ""


class _Writer(HTMLParser):
    """Reads balanced HTML, writes it as blocks that hold nothing but inline elements."""

    def __init__(self, lead: Lead, image: str) -> None:
        super().__init__()
        self.lead, self.image = lead, image
        self.out: list[str] = []
        self.open: list[str] = []  # elements that are written and not yet closed
        self.said = [False]  # for each of them, and the whole: does text stand before this point?
        self.inline: list[str] = []  # start tags that apply here ...
        self.ignored = 0  # ... those in them that are too deep ...
        self.written = 0  # ... and how many of them this block has
        self.wanted = "p"
        self.has_break = self.has_words = False

    @property
    def holder(self) -> str:
        return self.open[-1] if self.open else ""

    @property
    def in_link(self) -> bool:
        return any(tag.startswith("<a ") for tag in self.inline)

    # --- What is read -------------------------------------------------------

    def handle_starttag(self, tag, attrs):
        if tag in INLINE:
            if self.ignored or len(self.inline) == DEEPEST:
                self.ignored += 1
            else:
                self.inline.append(self._inline(tag, dict(attrs)))
        elif tag == "img":
            self._picture(dict(attrs))
        elif tag in SKIPPED:
            self._void(tag)
        elif self.holder == "pre":
            self.has_break = True
        elif tag in BREAKS or (tag == "li" and not LISTS & {*self.open}):
            self._end_paragraph()
            self.wanted = NAMES.get(tag, "p")
        elif len(self.open) >= DEEPEST:
            self._end_paragraph()
        else:
            self._start(tag)

    def handle_endtag(self, tag):
        if tag in INLINE:
            self._end_inline()
        elif tag in SKIPPED:
            return
        elif tag in BREAKS or tag not in self.open:
            self._end_paragraph()
        elif self.holder == "pre" != tag:
            self.has_break = True
        else:
            self._end(tag)

    def handle_data(self, data):
        self.has_words = self.has_words or bool(data.strip())
        if self.holder == "pre":
            self._write(_code(data))
        elif data.strip() or (self.open and self.said[-1] and not self.has_break):
            self._write(escape(data))

    def close(self):
        super().close()
        while self.open:
            self._end(self.holder)

    def _end_inline(self) -> None:
        if self.ignored:
            self.ignored -= 1
            return
        if self.written == len(self.inline):
            self._close_inline(1)
        self.inline.pop()

    # --- What is written ----------------------------------------------------

    def _in_list(self) -> bool:
        return self.holder in LISTS

    def _inline(self, tag: str, attrs: dict[str, str | None]) -> str:
        if tag != "a":
            return f"<{INLINE[tag]}>"
        address = None if self.in_link else self._led(attrs.get("href"))
        return f'<a href="{escape(address)}">' if address else ""

    def _led(self, address: str | None) -> str | None:
        """Nowhere without an address: an empty one would lead to the text that it stands in."""
        return self.lead(address) if address and not address.isspace() else None

    def _picture(self, attrs: dict[str, str | None]) -> None:
        """A picture would be loaded from elsewhere: readers get a link to it."""
        self.has_words = True
        words = (attrs.get("alt") or "").strip()
        words = self.image if words in NO_DESCRIPTION else words
        address = self._led(attrs.get("src"))
        if self.in_link or not address:
            self._write(escape(words))
        else:
            self._write(f'<a href="{escape(address)}">{escape(words)}</a>')

    def _void(self, tag: str) -> None:
        if self.holder == "pre":
            self.has_break = True
        elif tag == "hr" and {*self.open} <= PARAGRAPHS:
            self._end_paragraph()
            self.out.append("<hr/>")
        elif self.open and self.said[-1]:
            self._write("<br/>")

    def _write(self, html: str) -> None:
        if self._in_list():
            self._start("li")
        elif self.holder in TABLE:
            return
        elif not self.open:
            self._push(self.wanted)
        if self.has_break and self.said[-1]:
            self._close_inline(self.written)
            self.out.append("<br/>" if self.holder == "pre" else "<br/><br/>")
        self.has_break = False
        self.out += self.inline[self.written :]
        self.written = len(self.inline)
        self.said[-1] = True
        self.out.append(html)

    def _start(self, tag: str) -> None:
        """Open a list, an item, a quotation, a code block or a part of a table."""
        self._end_paragraph()
        if tag == "li":
            while self.holder not in LISTS and self.open:
                self._end(self.holder)
        elif self._in_list():
            self._push("li")
        self._push(tag)

    def _end(self, tag: str) -> None:
        """Close ``tag``, and what is still open in it."""
        self._close_inline(self.written)
        name = ""
        while name != tag:
            name = self.open.pop()
            self.said.pop()
            self.out.append(f"</{name}>")
        self.said[-1] = self.has_break = False
        self.wanted = "p"

    def _end_paragraph(self) -> None:
        if self.holder in HOLDERS:
            self.has_break = True
        elif self.holder in PARAGRAPHS:
            self._end(self.holder)
        self.wanted = "p"

    def _push(self, tag: str) -> None:
        self._close_inline(self.written)
        self.open.append(tag)
        self.said.append(False)
        self.has_break = False
        self.out.append(f"<{tag}>")

    def _close_inline(self, count: int) -> None:
        for _ in range(count):
            self.written -= 1
            if tag := self.inline[self.written]:
                self.out.append(f"</{tag[1:].split(' ')[0].rstrip('>')}>")


def _code(text: str) -> str:
    """Lines and spaces of code as the editor keeps them; ``html.clean`` turns them back."""
    kept = SPACES.sub(lambda found: NO_BREAK * len(found[0]), text.replace("\t", "    "))
    return escape(kept).replace("\n", "<br/>")
