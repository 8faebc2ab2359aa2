"""Every route of the URLconf, with an address for each."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """``pattern`` is the whole route as written; ``name`` its namespaced name, if any."""

    pattern: str
    name: str
    parameters: tuple[str, ...]
    url_pattern: URLPattern
    converters: tuple

    def __str__(self) -> str:
        return self.name or self.pattern


def routes(resolver=None, prefix="", namespaces=(), converters=()) -> Iterator[Route]:
    """Walk the URLconf, depth first."""
    resolver = resolver or get_resolver()
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        found = (*converters, *(entry.pattern.converters or entry.pattern.regex.groupindex))
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from routes(entry, pattern, inner, found)
        elif isinstance(entry, URLPattern):
            name = ":".join((*namespaces, entry.name)) if entry.name else ""
            yield Route(pattern, name, tuple(found), entry, converters)
