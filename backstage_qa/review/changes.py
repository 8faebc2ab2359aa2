"""Who changed what in a reviewed text: told from its revisions, as saving alone changes nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField
from wagtail.models import Revision

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
EMPTY = "<p></p>"
LINE_END = re.compile(r"\r\n?")
BOOKKEEPING = {"first_published_at"}  # the one that Wagtail calls editable


@dataclass(frozen=True)
class Change:
    """A revision that says something else than the one before it."""

    revision: Revision
    fields: tuple[str, ...]  # what differs, in words; () where there was nothing before


def changes(obj, *, after: Revision | None, until: Revision) -> Iterator[Change]:
    """The changes of a text from one revision (None: from nothing) to another, in order."""
    revisions = obj.revisions.filter(created_at__lte=until.created_at)
    if after:
        revisions = revisions.filter(created_at__gt=after.created_at)
    before = after.content if after else None
    for revision in revisions.select_related("user").order_by("created_at", "pk"):
        if before is None:
            yield Change(revision, ())
        elif fields := changed_fields(type(obj), before, revision.content):
            yield Change(revision, tuple(fields))
        before = revision.content


def changed_fields(model: type[models.Model], before: dict, after: dict) -> list[str]:
    """What two contents of revisions say differently, by the names that editors see."""
    found = [
        str(field.verbose_name)
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if _is_text(field)
        and field.name in after
        and not _is_same(field, before.get(field.name), after[field.name])
    ]
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        children = [_children(content.get(name, []), relation) for content in (before, after)]
        if not _are_same(relation.related_model, *children):
            found.append(str(relation.related_model._meta.verbose_name_plural))
    return found


def _is_text(field) -> bool:
    """Whether editors write this field, rather than Wagtail."""
    return field.editable and not field.primary_key and field.name not in BOOKKEEPING


def _children(rows: list[dict], relation) -> list[dict]:
    """The rows of a relation, without whose they are, in an order of their own if they have one."""
    rows = [{name: row[name] for name in row if name != relation.field.name} for row in rows]
    if rows and "sort_order" in rows[0]:
        return sorted(rows, key=lambda row: row["sort_order"] or 0)
    return sorted(rows, key=lambda row: str({**row, "pk": None}))


def _are_same(model: type[models.Model], before: list[dict], after: list[dict]) -> bool:
    pairs = zip(before, after, strict=False)
    return len(before) == len(after) and not any(changed_fields(model, *pair) for pair in pairs)


def _is_same(field, before, after) -> bool:
    if isinstance(before, list) and isinstance(after, list):
        return sorted(before) == sorted(after)
    if not isinstance(before, str) or not isinstance(after, str):
        return before == after
    before, after = (one_line_end(without_keys(text)) for text in (before, after))
    if before == after or not isinstance(field, RichTextField):
        return before == after
    widget = field.formfield().widget
    return as_edited(widget, before) == as_edited(widget, after)


def as_edited(widget, html: str | None) -> str:
    """The HTML as the widget of a rich text writes it back when nobody has touched it.

    Without a word in it the editor sends nothing, where the widget makes an empty paragraph.
    """
    unchanged = widget.value_from_datadict({"text": widget.format_value(html)}, {}, "text")
    written = without_keys(unchanged or "")
    return "" if written == EMPTY else written


def without_keys(html: str) -> str:
    """The HTML without the ids that the editor gives to paragraphs anew."""
    return BLOCK_KEY.sub("", html)


def one_line_end(text: str) -> str:
    """The text with the line ends that we write, whatever a browser made of them."""
    return LINE_END.sub("\n", text)
