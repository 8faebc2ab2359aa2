"""Who is quoted in a public text objects to it: at once it goes, or the editors decide."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from .. import signals
from ..conf import backstage_settings
from ..conversations.errors import NotAllowed
from ..conversations.models import Conversation
from ..conversations.texts import plain_text
from ..epoch import moved_last
from . import publication
from .keeping import is_editor
from .log import OBJECTED
from .models import Thread
from .public import PublishedThread


class Objection(models.Model):
    """One person's, to one public text, and what came of it."""

    published_thread = models.ForeignKey(
        PublishedThread, on_delete=models.CASCADE, related_name="objections"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="backstage_objections",
    )
    # Which of their conversations it is about; an expert's is about none.
    conversation = models.ForeignKey(
        Conversation, null=True, on_delete=models.SET_NULL, related_name="objections"
    )
    language = models.CharField(max_length=10)  # in which an answer is written
    created_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("answer"), blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["created_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["published_thread", "person"],
                condition=models.Q(closed_at=None),
                name="backstage_objection_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} ({self.published_thread_id})"


def open_objections() -> models.QuerySet:
    """Those that nobody closed, whether or not their text is still public."""
    return Objection.objects.filter(closed_at=None)


def quoted_in(row: PublishedThread, person) -> bool:
    """Whether this person's own words, or person, are in a public text."""
    return row.thread is not None and (
        publication.sources_of(row.thread).filter(candidate=person).exists()
        or person.pk in row.thread.people_in_it()
    )


@moved_last()
def object_to(*, row: PublishedThread, by) -> Objection | None:
    """Object to a public text in which one is quoted; where the host says so, it goes at once.

    Twice is once. None where the text is no longer public. Raises ``NotAllowed``.
    """
    if not quoted_in(row, by):
        raise NotAllowed
    publication.held_sources(row.thread)
    thread = Thread.objects.select_for_update().get(pk=row.thread_id)
    row = PublishedThread.objects.select_for_update().get(pk=row.pk)
    if said := open_objections().filter(published_thread=row, person=by).first():
        return said
    if row.withdrawn_at:
        return None
    conversation = publication.sources_of(thread).filter(candidate=by).order_by("pk").first()
    made = Objection.objects.create(
        published_thread=row,
        person=by,
        conversation=conversation,
        language=conversation.language if conversation else row.language,
    )
    # The log names no person: a candidate's account is not for a thread's readers.
    log(instance=thread, action=OBJECTED, data={"id": made.pk})
    if backstage_settings.OBJECTION_UNPUBLISHES:
        thread.unpublish()
    signals.thread_objected.send(Objection, objection=made)
    return made


@transaction.atomic
def close(*, objection: Objection, by, answer: str = "") -> Objection:
    """End an objection, with an answer by mail to who made it. Twice is once.

    Raises ``NotAllowed``, ``ValidationError``.
    """
    if not is_editor(by):
        raise NotAllowed
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    if objection.closed_at:
        return objection
    objection.answer = plain_text(answer) if answer.strip() else ""
    objection.closed_at, objection.closed_by = timezone.now(), by
    objection.save()
    if thread := objection.published_thread.thread:
        log(
            instance=thread,
            action="backstage_qa.close_objection",
            user=by,
            data={"id": objection.pk},
        )
    signals.objection_closed.send(Objection, objection=objection, by=by)
    return objection
