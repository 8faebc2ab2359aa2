"""What the interface says: every translatable string of code and templates.

Read from Django's own parse of the templates and Python's of the code, so that
no gettext tool has to be installed to know that a translation is complete.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.template import Origin, Template, engines
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from .sources import ROOT, Source

# Function name: (position of the context or None, positions of msgid and plural)
FUNCTIONS = {"_": (None, [0])}
for suffix in ("", "_lazy"):
    FUNCTIONS[f"gettext{suffix}"] = (None, [0])
    FUNCTIONS[f"ngettext{suffix}"] = (None, [0, 1])
    FUNCTIONS[f"pgettext{suffix}"] = (0, [1])
    FUNCTIONS[f"npgettext{suffix}"] = (0, [1, 2])

IN_ARGUMENT = re.compile(r"""\b_\((?:"([^"]+)"|'([^']+)')\)""")
String = tuple[str | None, str]  # context, msgid


def in_code(source: Source) -> Iterator[String]:
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        if name not in FUNCTIONS:
            continue
        context_at, positions = FUNCTIONS[name]
        arguments = [getattr(argument, "value", None) for argument in node.args]
        context = arguments[context_at] if context_at is not None else None
        if isinstance(arguments[positions[0]], str):
            yield context, arguments[positions[0]]


def in_template(path: Path) -> Iterator[String]:
    engine = engines["django"].engine
    text = (ROOT / path).read_text(encoding="utf-8")
    yield from ((None, found[1] or found[2]) for found in IN_ARGUMENT.finditer(text))
    template = Template(text, Origin(str(path)), engine=engine)
    for node in _nodes(template.nodelist):
        context = node.message_context.resolve({}) if node.message_context else None
        if isinstance(node, BlockTranslateNode):
            yield context, node.render_token_list(node.singular)[0]
        elif isinstance(node.filter_expression.var, str):
            yield context, node.filter_expression.var
        elif literal := getattr(node.filter_expression.var, "literal", None):
            yield context, literal


def _nodes(nodelist) -> Iterator[BlockTranslateNode | TranslateNode]:
    for kind in (BlockTranslateNode, TranslateNode):
        yield from nodelist.get_nodes_by_type(kind)
