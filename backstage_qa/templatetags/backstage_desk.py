"""What the desk shows of threads: conversations know nothing of them."""

from django import template

from ..threads.desk import may_draft
from ..threads.models import Thread
from ..threads.public import PublishedThread

SHOWN = 5

register = template.Library()


@register.inclusion_tag("backstage_qa/admin/desk/threads.html", takes_context=True)
def threads_of_the_desk(context) -> dict:
    """The threads of this conversation, and what is published on its profession."""
    conversation, user = context["conversation"], context["request"].user
    sees_drafts = user.has_perm("backstage_qa.change_thread")
    about = PublishedThread.objects.about(conversation.profession).for_lists().newest()
    return {
        "conversation": conversation,
        "about": about[:SHOWN],
        "drawn": Thread.objects.drawn_from(conversation) if sees_drafts else [],
        "may_draft": may_draft(user, conversation),
    }
