"""The one place where HTML is cleaned before anybody reads it."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urljoin

import nh3
from django.utils.html import escape

TAGS = {
    *("p", "br", "hr", "h3", "h4", "b", "strong", "i", "em", "code", "pre", "blockquote"),
    *("ul", "ol", "li", "a", "sup", "sub", "table", "thead", "tbody", "tr", "th", "td"),
}
LINE_END = re.compile(r"\r\n?")
LINE_BREAK = re.compile(r"<(?:br|hr)>|</(?:li|tr)>|(?=<(?:ul|ol|pre|blockquote|table)\b)")
BETWEEN_CELLS = re.compile(r"(?<=</t[dh]>)(?=<t[dh]\b)")
PARAGRAPH_END = re.compile(r"</(?:p|h3|h4|ul|ol|pre|blockquote|table)>")
CODE_BLOCK = re.compile(r"<pre>.*?</pre>", re.DOTALL)
ATTRIBUTES: dict[str, set[str]] = {"*": {"lang"}, "a": {"href", "title"}, "th": {"scope"}}


# What browsers pass over in an address: "/<tab>/evil.example" is "//evil.example" to them.
PASSED_OVER = re.compile(r"[\x00-\x20\x7f-\xa0\ufeff]")


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    """Drop addresses of another host written without a scheme (``//evil.example``)."""
    if name == "href" and PASSED_OVER.sub("", value).replace("\\", "/").startswith("//"):
        return None
    return value


def clean(html: str) -> str:
    """Return ``html`` with nothing left that runs, loads or styles."""
    return _clean(html, _keep_attribute)


def _clean(html: str, attribute_filter: Callable[[str, str, str], str | None]) -> str:
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=attribute_filter,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="nofollow ugc noopener",
    )
    return CODE_BLOCK.sub(_as_code, cleaned)


def _as_code(block: re.Match[str]) -> str:
    """Code as it is copied; editors' tools keep its lines and spaces in another form."""
    return block[0].replace("<br>", "\n").replace("&nbsp;", " ")


def with_whole_links(html: str, address: str) -> str:
    """Cleaned ``html`` as it may stand elsewhere than at ``address``."""

    def whole(tag: str, name: str, value: str) -> str | None:
        kept = _keep_attribute(tag, name, value)
        if name != "href" or kept is None:
            return kept
        try:
            return urljoin(address, kept)
        except ValueError:  # no address at all, such as "http://["
            return None

    return _clean(html, whole)


def to_plain_text(html: str) -> str:
    """What is read of cleaned ``html``: blocks on lines of their own, no entities.

    The result is text, not HTML: it may hold "<" and must be escaped where it is shown.
    """
    lines = PARAGRAPH_END.sub("\n\n", LINE_BREAK.sub("\n", BETWEEN_CELLS.sub(" ", html)))
    text = unescape(nh3.clean(lines, tags=set()))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def from_plain_text(text: str) -> str:
    """Paragraphs and line breaks of a plain text as HTML; everything in it is escaped."""
    paragraphs = [part.strip() for part in LINE_END.sub("\n", text).split("\n\n")]
    return "".join(f"<p>{escape(p).replace(chr(10), '<br/>')}</p>" for p in paragraphs if p)
