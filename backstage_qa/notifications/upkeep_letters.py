"""The mails that keep public texts true. The language is the one that is active."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..dates import day_in_words
from ..threads.keeping import to_verify_by
from . import links
from .letter import Letter
from .models import Notification


def _name_of(user) -> str:
    expert = getattr(user, "backstage_expert", None)
    return expert.name if expert else ""


def _why() -> str:
    return _("You receive this mail because you keep answers on Backstage true.")


def review(row: Notification) -> Letter:
    """One mail for all that is due to this person; counted when it is sent."""
    thread = row.published_thread
    others = to_verify_by(row.recipient).exclude(pk=thread.pk).count()
    opening = _("Candidates read this answer. It was last verified on %(date)s: is it still true?")
    after = [_("It takes a minute: confirm it, say what has changed, or hand it over.")]
    if others:
        more = ngettext(
            "%(count)s other answer waits to be verified; you find it there.",
            "%(count)s other answers wait to be verified; you find them there.",
            others,
        )
        after.append(more % {"count": others})
    return Letter(
        subject=_("Still true? %(title)s") % {"title": thread.title},
        name=_name_of(row.recipient),
        paragraphs=[opening % {"date": day_in_words(thread.verified_on, "j F Y")}],
        why=_why(),
        quote=thread.title,
        after=after,
        link=links.to_keep(thread),
        link_label=_("Look at it"),
    )


def reported(row: Notification) -> Letter:
    """With the reason, in which personal data was masked when it came."""
    return Letter(
        subject=_("No longer true? %(title)s") % {"title": row.published_thread.title},
        name=_name_of(row.recipient),
        paragraphs=[_("A reader says that this answer is no longer true.")],
        why=_why(),
        quote=row.report.reason,
        after=[_("Correct it, or close the report. A reader who was signed in gets your answer.")],
        link=links.to_keep(row.published_thread),
        link_label=_("Look at it"),
    )


def report_ended(row: Notification) -> Letter:
    thread = row.published_thread
    leads_somewhere = thread.replaced_by_id or not thread.withdrawn_at
    return Letter(
        subject=_("You told us: %(title)s") % {"title": thread.title},
        name="",
        paragraphs=[_("Thank you for telling us what was no longer true. This is our answer.")],
        why=_("You receive this mail because you reported an answer on Backstage."),
        quote=row.report.answer,
        link=links.to_thread(thread) if leads_somewhere else "",
        link_label=_("Read it"),
    )
