"""From a question of the evening to the thread that answers it already."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ...epoch import move_on
from ...threads.public import PublishedThread
from ..models import Meeting
from ..moments import Moment
from ..recordings import Chapter
from ..staff import require_staff


@transaction.atomic
def link_thread(*, meeting: Meeting, chapter: Chapter, thread: PublishedThread, by) -> Moment:
    """Say that a public thread answers the question of a chapter, in the place of any before.

    Raises ``PermissionDenied``, ``ValidationError``.
    """
    require_staff(by)
    if thread.language != chapter.language:
        raise ValidationError(_("This thread is in another language than the chapter."))
    moment = Moment.objects.tie(chapter, thread=thread.thread)
    data = {"thread": thread.thread_id}
    log(instance=meeting, action="backstage_qa.link_thread", user=by, data=data)
    move_on()
    return moment


@transaction.atomic
def unlink_thread(*, chapter: Chapter, by) -> None:
    """The chapter leads to no thread any more; thread and conversation stay as they are."""
    require_staff(by)
    Moment.objects.of(chapter).update(thread=None)
    move_on()
