"""The mails about meetings. The language is the one that is active."""

from django.utils.translation import gettext as _

from ..dates import day_in_words
from ..meetings.words import when_in_words
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


def cancelled(row: Notification) -> Letter:
    opening = _("This meeting is cancelled. It will not take place.")
    return _about_meeting(row, _("Cancelled: %(title)s"), opening)


def held_after_all(row: Notification) -> Letter:
    """To those who were told that it would not."""
    opening = _("We had written that this meeting was cancelled. It takes place after all.")
    return _about_meeting(row, _("It takes place: %(title)s"), opening)


def _about_meeting(row: Notification, subject: str, opening: str) -> Letter:
    meeting, asked = row.published_meeting, row.conversation
    why = (
        _("You receive this mail because you asked a question for this meeting.")
        if asked
        else _("You receive this mail because you are announced as a speaker.")
    )
    return Letter(
        subject=subject % {"title": meeting.title},
        name=asked.public_name if asked else row.recipient.backstage_expert.name,
        paragraphs=[opening],
        why=why,
        quote=f"{meeting.title}\n{when_in_words(meeting)}",
        after=[_("Your question will be answered in any case.")] if asked else [],
        link=links.to_meeting(meeting),
        link_label=_("See its page"),
    )
