"""What editors ask an expert about a text, and the reply: on the desk, never public."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from .. import signals
from ..conversations.errors import NotAllowed
from ..conversations.texts import plain_text
from ..experts.models import Expert
from .keeping import is_editor
from .log import EXPERT_ASKED, EXPERT_QUESTION_CLOSED, EXPERT_REPLIED
from .models import Thread


class ExpertQuestionQuerySet(models.QuerySet):
    def waiting(self) -> "ExpertQuestionQuerySet":
        """Neither answered nor closed without a reply."""
        return self.filter(answered_at=None, closed_at=None)

    def replied(self) -> "ExpertQuestionQuerySet":
        """With a reply that no editor closed as read."""
        return self.filter(answered_at__isnull=False, closed_at=None)

    def to(self, user) -> "ExpertQuestionQuerySet":
        return self.filter(expert__user=user)


class ExpertQuestion(models.Model):
    """A fact beside the text, which no revision rewinds; it goes when the thread is deleted.

    Asked, then replied to, then closed by an editor who has read the reply; or
    closed without one, when nobody waits for it any more.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="expert_questions")
    expert = models.ForeignKey(
        Expert, null=True, on_delete=models.SET_NULL, related_name="editors_questions"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("question"))
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("reply"), blank=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ExpertQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to an expert")
        verbose_name_plural = _("questions to experts")
        ordering = ["asked_at", "pk"]
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(closed_at=None),
                name="backstage_expert_question_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} ({self.thread_id})"

    def is_for(self, user) -> bool:
        """Whether this person is the one who is asked."""
        return self.expert is not None and self.expert.user_id == user.pk

    @property
    def title(self) -> str:
        """Of the text as it stands now; the row of a draft keeps its first one."""
        latest = self.thread.latest_revision
        return latest.content["title"] if latest else self.thread.title

    @property
    def is_waiting(self) -> bool:
        return self.answered_at is None and self.closed_at is None

    @property
    def can_be_answered(self) -> bool:
        """Whether who is asked is still there."""
        return bool(self.expert and self.expert.user and self.expert.user.is_active)


def may_ask(user, thread: Thread) -> bool:
    """Whether this person edits threads, or has to judge this one at present."""
    if is_editor(user):
        return True
    task = thread.current_workflow_task
    return task is not None and task.user_can_access_editor(thread, user)


def experts_to_ask(thread: Thread, by) -> models.QuerySet:
    """Those who answer in it as it stands now, and can sign in; nobody asks themselves."""
    entries = thread.get_latest_revision_as_object().entries.all()
    answering = {entry.expert_id for entry in entries} - {None}
    experts = Expert.objects.filter(pk__in=answering, user__is_active=True)
    return experts.exclude(user=by).order_by("name")


@transaction.atomic
def ask_expert(*, thread: Thread, expert: Expert, by, text: str) -> ExpertQuestion:
    """Ask an expert about a text in which they answer. The same again, while it waits, is once.

    Raises ``NotAllowed``, ``ValidationError``.
    """
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    if not may_ask(by, thread):
        raise NotAllowed
    if not experts_to_ask(thread, by).filter(pk=expert.pk).exists():
        raise ValidationError(gettext("Choose somebody who answers in this text and can sign in."))
    text = plain_text(text)
    waiting = ExpertQuestion.objects.waiting().filter(thread=thread, expert=expert, text=text)
    if asked := waiting.first():
        return asked
    made = ExpertQuestion.objects.create(thread=thread, expert=expert, asked_by=by, text=text)
    log(instance=thread, action=EXPERT_ASKED, user=by, data={"id": made.pk})
    signals.expert_asked.send(ExpertQuestion, question=made, by=by)
    return made


@transaction.atomic
def reply(*, question: ExpertQuestion, by, text: str) -> ExpertQuestion:
    """Answer what the editors asked; only who was asked may. The same again is once.

    Raises ``NotAllowed``, ``ValidationError``.
    """
    question = _held(question)
    if not question.is_for(by):
        raise NotAllowed
    text = plain_text(text)
    if question.answered_at:
        if question.answer == text:
            return question
        raise ValidationError(gettext("You have replied already. Your first reply stands below."))
    if question.closed_at:
        raise ValidationError(gettext("The editors closed this question in the meantime."))
    question.answer, question.answered_at = text, timezone.now()
    question.save()
    log(instance=question.thread, action=EXPERT_REPLIED, user=by, data={"id": question.pk})
    signals.expert_replied.send(ExpertQuestion, question=question, by=by)
    return question


@transaction.atomic
def close(*, question: ExpertQuestion, by) -> ExpertQuestion:
    """Say that its reply is read, or that none is needed any more. Twice is once.

    Raises ``NotAllowed``.
    """
    question = _held(question)
    if not may_ask(by, question.thread):
        raise NotAllowed
    if question.closed_at:
        return question
    question.closed_at, question.closed_by = timezone.now(), by
    question.save()
    log(instance=question.thread, action=EXPERT_QUESTION_CLOSED, user=by, data={"id": question.pk})
    return question


def _held(question: ExpertQuestion) -> ExpertQuestion:
    return ExpertQuestion.objects.select_for_update().get(pk=question.pk)
