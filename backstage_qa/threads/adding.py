"""What was said and is not in a thread: offered, never added by itself."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..conversations.errors import NotAllowed
from ..conversations.models import Conversation, Message
from .actions import PUBLISHABLE_KINDS, entry_from
from .holding import held_text
from .log import ADDED
from .models import Thread


def left_out(draft: Thread, by) -> QuerySet[Message]:
    """Messages of a draft's conversations that it does not show, as far as ``by`` may read them."""
    theirs = Conversation.objects.on_desk_of(by).filter(thread_sources__thread=draft.pk)
    shown = {entry.source_message_id for entry in draft.entries.all()} - {None}
    messages = Message.objects.filter(conversation__in=theirs, kind__in=PUBLISHABLE_KINDS)
    return messages.exclude(pk__in=shown).select_related("conversation__candidate")


@transaction.atomic
def add_messages(*, thread: Thread, messages: Iterable[Message], by) -> None:
    """Add some of what was ``left_out`` at the end of the thread's draft, masked like the first.

    Raises ``NotAllowed``, and ``ValidationError`` where nothing is chosen or somebody
    holds the text.
    """
    if not by.has_perm("backstage_qa.change_thread"):
        raise NotAllowed
    thread = held_text(thread, by)
    draft = thread.get_latest_revision_as_object()
    chosen = list(left_out(draft, by).filter(pk__in=[message.pk for message in messages]))
    if not chosen:
        raise ValidationError(_("Choose at least one message."))
    last = max((entry.sort_order or 0 for entry in draft.entries.all()), default=0)
    for place, message in enumerate(chosen, start=last + 1):
        draft.entries.add(entry_from(message, message.conversation, place))
    revision = draft.save_revision(user=by)
    data = {"messages": len(chosen)}
    log(instance=thread, action=ADDED, user=by, revision=revision, data=data)
