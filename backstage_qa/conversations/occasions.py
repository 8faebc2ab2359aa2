"""The meeting that a question is asked for; known here by what the public reads of it."""

from ..numbers import number_in
from .models import Conversation


def meeting_to_come(text: str, language: str):
    """The public meeting that a number in an address or a form names; None for any other.

    It harms nobody: a question that was begun before the meeting is then one like any other.
    """
    if not text:
        return None
    meetings = Conversation._meta.get_field("meeting").related_model.objects
    to_come = meetings.in_language(language).upcoming().filter(cancelled_at=None)
    return to_come.filter(pk=number_in(text)).first()
