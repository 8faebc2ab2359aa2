"""Holding a text for one change to its draft."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def held_text(thread, by):
    """The thread, held until the transaction ends; ``ValidationError`` while it is locked."""
    thread = type(thread).objects.select_for_update().get(pk=thread.pk)
    lock = thread.get_lock()
    if lock and lock.for_user(by):
        raise ValidationError(_("This text is locked: somebody else is at work on it."))
    return thread
