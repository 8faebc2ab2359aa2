"""The mails about questions to experts. The language is the one that is active.

They quote no more than the title: what is asked and replied stays on the desk.
"""

from django.utils.translation import gettext as _

from . import links
from .letter import Letter, why_expert
from .models import Notification


def asked(row: Notification) -> Letter:
    question = row.expert_question
    title = question.title
    return Letter(
        subject=_("An editor asks you about “%(title)s”") % {"title": title},
        name=question.expert.name,
        paragraphs=[
            _("An editor is preparing a text in which you answer, and has a question for you.")
        ],
        why=why_expert(),
        quote=title,
        after=[_("You find the question and the text as it stands now on the desk. Reply there.")],
        link=links.to_reply(question),
        link_label=_("Read and reply"),
    )


def replied(row: Notification) -> Letter:
    question = row.expert_question
    title = question.title
    if question.expert:
        opening = _("%(name)s has replied to a question about this text.")
        opening %= {"name": question.expert.name}
    else:
        opening = _("An expert has replied to a question about this text.")
    return Letter(
        subject=_("The expert replied: %(title)s") % {"title": title},
        name="",
        paragraphs=[opening],
        why=_("You receive this mail because you edit threads on Backstage."),
        quote=title,
        after=[_("Read the reply, then close the question.")],
        link=links.to_expert_questions(question),
        link_label=_("Read the reply"),
    )
