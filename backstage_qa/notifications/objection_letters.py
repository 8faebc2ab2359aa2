"""The mails about objections. The language is the one that is active."""

from django.utils.translation import gettext as _

from . import links
from .letter import Letter
from .models import Notification


def objected(row: Notification) -> Letter:
    """It names nobody: who it is stands on the desk."""
    thread = row.published_thread
    if thread.withdrawn_at:
        opening = _("Somebody who is quoted in this thread objects to it. It is no longer public.")
    else:
        opening = _("Somebody who is quoted in this thread objects to it. It is still public.")
    return Letter(
        subject=_("Objection: %(title)s") % {"title": thread.title},
        name="",
        paragraphs=[opening],
        why=_("You receive this mail because you edit threads on Backstage."),
        quote=thread.title,
        after=[_("See who it is, decide what happens to the text, and close the objection.")],
        link=links.to_objections(thread),
        link_label=_("Look at it"),
    )


def objection_ended(row: Notification) -> Letter:
    return Letter(
        subject=_("Your objection: %(title)s") % {"title": row.published_thread.title},
        name="",
        paragraphs=[_("You objected to a publication. This is our answer.")],
        why=_("You receive this mail because you are quoted on Backstage."),
        quote=row.objection.answer,
    )
