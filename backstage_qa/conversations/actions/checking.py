"""Checks of what a verb is given; each names the field it refuses."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..models import Conversation
from ..texts import plain_line, plain_text


def checked_text(text: str, field: str = "text") -> str:
    """The text without outer white space; raises ``ValidationError`` if empty or too long."""
    try:
        return plain_text(text)
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error


def checked_line(text: str, field: str) -> str:
    """One line that fits this field of a conversation; raises ``ValidationError``."""
    limit = getattr(Conversation._meta.get_field(field), "max_length", None)
    try:
        return plain_line(text, limit)
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error


def checked_choice(value: str, choices, field: str = "reason"):
    """The member of ``choices`` (a ``TextChoices``); raises ``ValidationError``."""
    if value not in choices.values:
        raise ValidationError({field: _("Choose one of the reasons.")})
    return choices(value)
