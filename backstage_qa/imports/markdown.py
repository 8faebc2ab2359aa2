"""Markdown as HTML, for sources that write it."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

# What Kramdown adds to a link or a paragraph, which CommonMark would print.
ATTRIBUTE_LIST = re.compile(r"\{:[^{}\n]*\}")
# In TeX, as the network's sites of science write them; no prices.
FORMULA = re.compile(r"(\${1,2})(?=[^\s$])[^$`]*(?<=[^\s])\1(?![$0-9])")

COMMENT = MarkdownIt("zero", {"linkify": True}).enable(
    ["backticks", "emphasis", "escape", "link", "linkify"]
)


def _formula(state: StateInline, silent: bool) -> bool:
    """A formula stays as it is written: its stars and backslashes are no Markdown."""
    found = FORMULA.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True


COMMENT.inline.ruler.before("escape", "formula", _formula)
WHOLE = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(["linkify", "table"])


def from_markdown(text: str) -> str:
    """The HTML of a text; to be cleaned, since it may hold HTML of its own."""
    return WHOLE.render(ATTRIBUTE_LIST.sub("", text))


def from_comment(text: str) -> str:
    """The HTML of a comment: emphasis, code and links in one paragraph, nothing else."""
    return f"<p>{COMMENT.renderInline(text.strip())}</p>" if text.strip() else ""
