"""What may stand in a text that somebody writes: the same for forms, API and actions."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..conf import backstage_settings

LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x85]")
# Control characters but tab and line feed; marks that turn the direction of what
# follows, the words of other people included; halves of characters, which no
# database stores.
UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def plain_text(text: str) -> str:
    """A text without outer white space, of several lines perhaps.

    Raises ``ValidationError`` if nothing of it can be seen or if it is too long.
    """
    return _checked(UNWANTED.sub("", LINE_ENDS.sub("\n", text)).strip(), _limit())


def plain_line(text: str, limit: int) -> str:
    """A text of one line, at most ``limit`` characters long. Raises ``ValidationError``."""
    return _checked(" ".join(UNWANTED.sub("", LINE_ENDS.sub("\n", text)).split()), limit)


def _limit() -> int:
    return backstage_settings.MAX_TEXT_LENGTH


def _checked(text: str, limit: int) -> str:
    if all(unicodedata.category(character)[0] in "ZC" for character in text):
        raise ValidationError(_("Write a text."))
    if len(text) > limit:
        raise ValidationError(_("Write at most %(limit)s characters.") % {"limit": limit})
    return text
