"""Pieces of public pages that are rendered once and kept until something public changes."""

from collections.abc import Hashable
from functools import cache
from types import SimpleNamespace
from typing import Any

from django import template
from django.db.models import Model
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ..kept import Kept

register = template.Library()

PIECES_KEPT = 2000  # of some 1.5 kB each
_pieces = Kept(lambda: PIECES_KEPT)


class CannotBeKept(Exception):
    """A value that its name does not tell all about, such as a row that was never saved."""


@register.tag
def kept_include(parser: Parser, token: Token) -> "KeptIncludeNode":
    """``{% kept_include "card.html" thread=thread level="3" %}``

    As ``{% include … with … only %}``, but rendered once for the same values,
    language, day and public epoch. The template sees these values and nothing
    of the request: a piece is the same for everybody. Only public pages keep
    theirs, and none while templates are written (``DEBUG``). Rows count as the
    same by their id; one that is not saved, or carries more than its columns
    (what a search marked in it), is rendered each time.
    """
    _, name, *rest = token.split_contents()
    values = token_kwargs(rest, parser)
    if rest:
        raise template.TemplateSyntaxError(f"kept_include takes name=value, not {rest[0]}.")
    return KeptIncludeNode(parser.compile_filter(name), values)


class KeptIncludeNode(template.Node):
    def __init__(self, name: FilterExpression, values: dict[str, FilterExpression]) -> None:
        self.name, self.values = name, values

    def render(self, context: template.Context) -> SafeString:
        name = self.name.resolve(context)
        values = {key: value.resolve(context) for key, value in self.values.items()}
        engine = context.template.engine

        request = getattr(context, "request", None)
        epoch = getattr(request, "backstage_epoch", None)

        def make() -> SafeString:
            piece = template.Context(values, autoescape=context.autoescape)
            piece.request = SimpleNamespace(backstage_epoch=epoch)
            return engine.get_template(name).render(piece)

        is_public = getattr(request, "is_public", False)  # no preview, no page of one's own
        if epoch is None or not is_public or engine.debug:
            return make()
        try:
            key = (name, get_language(), context.autoescape, *map(_named, values.values()))
        except CannotBeKept:
            return make()
        return _pieces.get(epoch, key, make)


def _named(value: Any) -> Hashable:
    """What tells a value from all others. Raises ``CannotBeKept``."""
    if isinstance(value, Model):
        if value._state.adding or _carries_more(value):
            raise CannotBeKept
        return type(value), value.pk
    if isinstance(value, list | tuple):
        return type(value), tuple(map(_named, value))
    try:
        hash(value)
    except TypeError:
        raise CannotBeKept from None
    return type(value), value  # 1 is not True, nor is safe text text to be escaped


def _carries_more(row: Model) -> bool:
    added = row.__dict__.keys() - _columns(type(row))
    return any(not name.startswith("_") for name in added)


@cache
def _columns(model: type[Model]) -> frozenset[str]:
    return frozenset(field.attname for field in model._meta.concrete_fields)
