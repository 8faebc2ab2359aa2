"""The mails about meetings. The language is the one that is active."""

from django.utils.translation import gettext as _

from ..conversations.wording import day_in_words
from . import links
from .letter import Letter
from .models import Notification


def removal(row: Notification) -> Letter:
    """Without what the person wrote: it is read where it can be deleted."""
    asked = row.removal
    opening = _("Somebody who is seen in the film of this meeting asks to be taken out.")
    promised = _("We promised an answer by %(date)s.") % {"date": day_in_words(asked.due_on)}
    return Letter(
        subject=_("Taken out of a film: %(title)s") % {"title": asked.meeting.title},
        name="",
        paragraphs=[opening, promised],
        why=_("You receive this mail because you look after the meetings of Backstage."),
        quote=asked.meeting.title,
        link=links.to_removals(),
        link_label=_("Look at it"),
    )
