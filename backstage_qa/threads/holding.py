"""Holding a text for one change to its draft."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import publication
from .models import Thread


def held_text(thread: Thread, by, *others: Thread) -> Thread:
    """The thread, held until the transaction ends; ``ValidationError`` while it is locked.

    Before it what it draws on is held, and what ``others`` do, as in every change of a thread.
    """
    publication.held_sources(thread, *others)
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    lock = thread.get_lock()
    if lock and lock.for_user(by):
        raise ValidationError(_("This text is locked: somebody else is at work on it."))
    return thread
