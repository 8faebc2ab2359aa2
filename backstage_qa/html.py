"""The one place where HTML is cleaned before anybody reads it."""

import nh3
from django.utils.html import escape

TAGS = {
    *("p", "br", "hr", "h3", "h4", "b", "strong", "i", "em", "code", "pre", "blockquote"),
    *("ul", "ol", "li", "a", "sup", "sub", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "th": {"scope"}}


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    """Drop addresses of another host written without a scheme (``//evil.example``)."""
    if name == "href" and value.lstrip().replace("\\", "/").startswith("//"):
        return None
    return value


def clean(html: str) -> str:
    """Return ``html`` with nothing left that runs, loads or styles."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_keep_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="nofollow ugc noopener",
    )


def from_plain_text(text: str) -> str:
    """Paragraphs and line breaks of a plain text as HTML; everything in it is escaped."""
    paragraphs = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n")]
    return "".join(f"<p>{escape(p).replace(chr(10), '<br>')}</p>" for p in paragraphs if p)
