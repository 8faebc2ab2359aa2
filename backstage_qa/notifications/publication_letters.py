"""The mails before and after a publication. The language is the one that is active."""

from django.utils.translation import gettext as _

from . import links
from .letter import Letter, why_candidate, why_expert
from .models import Notification


def consent(row: Notification) -> Letter:
    """What would be published, and that no answer is needed."""
    conversation = row.conversation
    return Letter(
        subject=_("May others read it, too? %(subject)s") % {"subject": conversation.subject},
        name=conversation.public_name,
        paragraphs=[
            _("Your conversation could help others who ask themselves the same."),
            _("If you agree, an editor may publish it, without what could identify you."),
            _("You can take your agreement back at any time."),
        ],
        why=why_candidate(),
        after=[_("If you would rather not, do nothing: it stays between us. We ask only once.")],
        link=links.to_candidate(conversation),
        link_label=_("Decide in your conversation"),
    )


def published(row: Notification) -> Letter:
    thread, conversation = row.published_thread, row.conversation
    if conversation:
        name, why = conversation.public_name, why_candidate()
        opening = _("With your agreement, your conversation can now be read by others.")
        more = _("You can take your agreement back at any time: it is then taken off the site.")
    else:
        expert = getattr(row.recipient, "backstage_expert", None)
        name, why = expert.name if expert else "", why_expert()
        opening = _("Your answer can now be read by everybody who asks themselves the same.")
        more = _("Thank you for telling what your job is like.")
    return Letter(
        subject=_("Now on Backstage: %(title)s") % {"title": thread.title},
        name=name,
        paragraphs=[opening],
        why=why,
        quote=thread.title,
        after=[more],
        link=links.to_thread(thread),
        link_label=_("Read it"),
        other_link=links.to_object(thread, row.recipient),
        other_label=_("You do not agree with what is published? Object here."),
    )
