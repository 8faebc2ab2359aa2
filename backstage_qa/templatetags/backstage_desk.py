"""What the desk shows of threads: conversations know nothing of them."""

import copy

from django import template
from django.utils import translation
from wagtail.admin.utils import get_keyboard_key_labels_from_request

from ..conversations.actions.messages import signature
from ..conversations.desk import noticing
from ..conversations.desk.forms import DeclineForm
from ..conversations.desk.letters import LETTERS, MEANINGS
from ..conversations.models import Conversation, Message
from ..conversations.permissions import is_editor
from ..notifications.letters import letter
from ..notifications.messages import one_line
from ..notifications.models import Notification
from ..threads.desk import may_draft, may_draft_with_consent
from ..threads.models import Thread
from ..threads.public import PublishedThread

SHOWN = 5
ALIKE = 3

register = template.Library()
register.filter("marked", noticing.marked)


@register.inclusion_tag("backstage_qa/admin/desk/threads.html", takes_context=True)
def threads_of_the_desk(context) -> dict:
    """The threads of this conversation, and what is published on its profession."""
    conversation, user = context["conversation"], context["request"].user
    sees_drafts = user.has_perm("backstage_qa.change_thread")
    about = PublishedThread.objects.about(conversation.profession).for_lists().newest()
    return {
        "conversation": conversation,
        "alike": _alike(conversation) if conversation.is_owed else [],
        "about": about[:SHOWN],
        "drawn": Thread.objects.drawn_from(conversation) if sees_drafts else [],
        "may_draft": may_draft(user, conversation),
        "lacks_consent": not conversation.consent and may_draft_with_consent(user, conversation),
        "may_ask_consent": conversation.may_be_asked_for_consent,
    }


def _alike(conversation: Conversation) -> list:
    """Public threads of the profession that may answer the question already."""
    asked = " ".join(message.text for message in conversation.messages.asked())
    published = conversation.profession.published_threads
    return published.similar_to(f"{conversation.subject} {asked}")[:ALIKE]


@register.inclusion_tag("backstage_qa/admin/desk/mail.html", takes_context=True)
def mail_of_refusal(context, form: DeclineForm) -> dict[str, str]:
    """The mail that a valid form would send, in the candidate's language; nothing is saved."""
    conversation = copy.copy(form.conversation)
    conversation.decline_reason = form.cleaned_data["reason"].name
    name, job = signature(context["request"].user, conversation)
    text = form.cleaned_data["text"]
    message = Message(text=text, author_name=name, author_job=job, kind=Message.Kind.DECLINE)
    kind = Notification.Kind.DECLINED
    with translation.override(conversation.language):
        mail = letter(Notification(kind=kind, conversation=conversation, message=message))
        return {
            "language": conversation.language,
            "subject": one_line(mail.subject),
            "text": mail.as_text(),
        }


@register.inclusion_tag("backstage_qa/admin/desk/shortcuts.html", takes_context=True)
def desk_shortcuts(context) -> dict:
    """A section of Wagtail's dialog, for whoever sorts questions."""
    request = getattr(context, "request", None)  # the dialog's own context names none
    if request is None or not is_editor(request.user):
        return {}
    shortcuts = [(MEANINGS[verb], letter) for verb, letter in LETTERS.items()]
    return {"shortcuts": shortcuts, "keys": get_keyboard_key_labels_from_request(request)}
