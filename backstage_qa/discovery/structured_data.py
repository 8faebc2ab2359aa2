"""What machines read of a page: schema.org, as data that no text typed by anybody leaves."""

import json
from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from .publisher import Publisher

Thing = dict[str, Any]

# Nothing in a script element may look like its end, or like a comment.
ESCAPED = {ord(char): f"\\u{ord(char):04X}" for char in "<>&\u2028\u2029"}


def script(things: Sequence[Thing]) -> SafeString:
    """The things of one page in a data block, which browsers do not run."""
    graph = {"@context": "https://schema.org", "@graph": list(things)}
    text = json.dumps(graph, cls=DjangoJSONEncoder, ensure_ascii=False).translate(ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def without_blanks(thing: Thing) -> Thing:
    """Without the properties that have no value: an empty one is an error to validators."""
    return {name: value for name, value in thing.items() if value not in ("", None, [], {})}


def organization(publisher: Publisher, request: HttpRequest) -> Thing:
    """Who publishes: the employer, or the site where none is named."""
    return without_blanks(
        {
            "@type": "Organization",
            "name": publisher.employer or publisher.name,
            "url": publisher.home and request.build_absolute_uri(publisher.home),
            "logo": publisher.logo and request.build_absolute_uri(publisher.logo),
            "sameAs": list(publisher.same_as),
        }
    )


def breadcrumbs(request: HttpRequest, *steps: tuple[str, str]) -> Thing:
    """Where a page stands: (name, path) of each page above it, then its own."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": request.build_absolute_uri(path),
            }
            for position, (name, path) in enumerate(steps, start=1)
        ],
    }
