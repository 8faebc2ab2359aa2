"""Names proposed to somebody who prefers not to give theirs."""

import random

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

# Translators: names proposed to somebody who does not want to give theirs.
PSEUDONYMS = [
    gettext_lazy("Curious otter"),
    gettext_lazy("Early lark"),
    gettext_lazy("Patient heron"),
    gettext_lazy("Lively squirrel"),
    gettext_lazy("Wise owl"),
    gettext_lazy("Bold robin"),
    gettext_lazy("Calm dolphin"),
    gettext_lazy("Bright kingfisher"),
    gettext_lazy("Gentle badger"),
    gettext_lazy("Swift hare"),
    gettext_lazy("Merry finch"),
    gettext_lazy("Steady tortoise"),
]


def pseudonym() -> str:
    """A name for somebody who prefers not to give theirs."""
    return str(random.choice(PSEUDONYMS))  # noqa: S311 - it protects nothing


def in_the_room(language: str) -> str:
    """The name of whoever asked at a meeting, by which such a question is known."""
    with override(language):
        return _("Asked at the meeting")
