"""The outbox: one row for each mail that an event owes to somebody."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..conversations.models import Conversation, Message
from ..indexes import where_set
from ..meetings.public import PublishedMeeting
from ..meetings.removals import Removal
from ..threads.expert_questions import ExpertQuestion
from ..threads.objections import Objection
from ..threads.public import PublishedThread
from ..threads.reports import Report
from .querysets import NotificationQuerySet


class Notification(models.Model):
    """One (event, recipient), written in the action's transaction; delivered by the tick.

    No text is kept: the mail is made from what it is about when it is sent.
    """

    class Kind(models.TextChoices):
        RECEIVED = "received", _("Question received")
        ASSIGNED = "assigned", _("Question for you")
        FOLLOW_UP = "follow_up", _("Follow-up")
        REQUESTED = "requested", _("Request for a detail")
        DETAIL = "detail", _("Detail")
        HELD = "held", _("Holding reply")
        ANSWERED = "answered", _("Answered")
        DECLINED = "declined", _("Declined")
        MERGED = "merged", _("Merged")
        CONSENT = "consent", _("Asks for consent")
        PUBLISHED = "published", _("Published")
        REVIEW = "review", _("Still true?")
        REPORTED = "reported", _("No longer true")
        REPORT_ENDED = "report_ended", _("Answer to a report")
        OBJECTED = "objected", _("Objection")
        OBJECTION_ENDED = "objection", _("Answer to an objection")
        ASKED = "asked", _("Question of an editor")
        REPLIED = "replied", _("Reply of an expert")
        REMOVAL = "removal", _("Asks to be taken out")
        MEETING_OFF = "meeting_off", _("Meeting cancelled")
        MEETING_ON = "meeting_on", _("Meeting held after all")

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting")
        SENT = "sent", _("Sent")
        DROPPED = "dropped", _("No longer true")
        FAILED = "failed", _("Given up")

    # The public names of the mail: its Message-ID, and what logs call it.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("mail"), max_length=12, choices=Kind.choices)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recipient"),
        on_delete=models.CASCADE,
        related_name="backstage_notifications",
    )
    event = models.CharField(max_length=80)  # what happened, e.g. "message:12"
    # What it is about
    conversation = models.ForeignKey(
        Conversation, null=True, on_delete=models.CASCADE, related_name="notifications"
    )
    message = models.ForeignKey(Message, null=True, on_delete=models.CASCADE, related_name="+")
    published_thread = models.ForeignKey(
        PublishedThread, null=True, db_index=False, on_delete=models.CASCADE, related_name="+"
    )
    report = models.ForeignKey(
        Report, null=True, db_index=False, on_delete=models.CASCADE, related_name="+"
    )
    objection = models.ForeignKey(
        Objection, null=True, db_index=False, on_delete=models.CASCADE, related_name="+"
    )
    expert_question = models.ForeignKey(
        ExpertQuestion, null=True, db_index=False, on_delete=models.CASCADE, related_name="+"
    )
    published_meeting = models.ForeignKey(
        PublishedMeeting, null=True, db_index=False, on_delete=models.CASCADE, related_name="+"
    )
    removal = models.ForeignKey(
        Removal, null=True, db_index=False, on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created_at", "-id"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "event", "recipient"], name="backstage_notify_once"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "next_attempt_at"], name="backstage_outbox"),
            where_set("published_thread", name="backstage_notify_thread"),
            where_set("report", name="backstage_notify_report"),
            where_set("objection", name="backstage_notify_objection"),
            where_set("expert_question", name="backstage_notify_question"),
            where_set("published_meeting", name="backstage_notify_meeting"),
            where_set("removal", name="backstage_notify_removal"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
