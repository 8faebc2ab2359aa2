"""Markdown as HTML, for sources that write it."""

import re

from markdown_it import MarkdownIt

# What Kramdown adds to a link or a paragraph, which CommonMark would print.
ATTRIBUTE_LIST = re.compile(r"\{:[^{}\n]*\}")

COMMENT = MarkdownIt("zero", {"linkify": True}).enable(
    ["backticks", "emphasis", "escape", "link", "linkify"]
)
WHOLE = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(["linkify", "table"])


def from_markdown(text: str) -> str:
    """The HTML of a text; to be cleaned, since it may hold HTML of its own."""
    return WHOLE.render(ATTRIBUTE_LIST.sub("", text))


def from_comment(text: str) -> str:
    """The HTML of a comment: emphasis, code and links in one paragraph, nothing else."""
    return f"<p>{COMMENT.renderInline(text.strip())}</p>" if text.strip() else ""
