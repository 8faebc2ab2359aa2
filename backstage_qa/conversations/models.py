"""The private case: what was really said. Never public, never drafted."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..conf import backstage_settings
from ..experts.models import Expert
from ..indexes import where_set
from ..professions.models import Profession
from . import states
from .pseudonyms import in_the_room
from .querysets import BY_STATUS, TO_PUBLISH, ConversationQuerySet, MessageQuerySet


class Conversation(models.Model):
    """A candidate, a profession, their messages, a status and a due date."""

    class Status(models.TextChoices):
        RECEIVED = states.Status.RECEIVED, _("Received")
        OPEN = states.Status.OPEN, _("Open")
        ON_HOLD = states.Status.ON_HOLD, _("On hold")
        ANSWERED = states.Status.ANSWERED, _("Answered")
        CLOSED = states.Status.CLOSED, _("Closed")
        DECLINED = states.Status.DECLINED, _("Declined")
        MERGED = states.Status.MERGED, _("Merged")
        WITHDRAWN = states.Status.WITHDRAWN, _("Withdrawn")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    candidate = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("candidate"),
        null=True,
        db_index=False,
        on_delete=models.SET_NULL,
        related_name="backstage_conversations",
    )
    public_name = models.CharField(_("public name"), max_length=60)
    profession = models.ForeignKey(
        Profession,
        verbose_name=_("profession"),
        on_delete=models.PROTECT,
        related_name="conversations",
    )
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("question in one line"), max_length=160)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.RECEIVED
    )
    assigned_to = models.ForeignKey(
        Expert,
        verbose_name=_("expert"),
        null=True,
        blank=True,
        db_index=False,
        on_delete=models.SET_NULL,
        related_name="conversations",
    )
    interview_on = models.DateField(_("interview on"), null=True, blank=True)
    consent = models.BooleanField(_("agrees to publication"), default=False)
    consent_asked_at = models.DateTimeField(null=True, blank=True, editable=False)  # once, by mail
    decline_reason = models.CharField(_("reason"), max_length=120, blank=True)  # as it was told
    spam_since = models.DateTimeField(_("spam since"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        db_index=False,
        on_delete=models.SET_NULL,
        related_name="merged_from",
    )
    source = models.CharField(_("campaign"), max_length=60, blank=True, editable=False)
    meeting = models.ForeignKey(  # for which, or at which, it was asked
        "backstage_qa.PublishedMeeting",
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        on_delete=models.SET_NULL,
        related_name="conversations",
    )
    detail_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)  # of the pending promise
    first_due_at = models.DateTimeField(null=True, editable=False)  # of all who wait with it
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("asked"))
    last_message_at = models.DateTimeField(_("last message"))

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        ordering = ["-created_at", "-id"]
        permissions = [("triage_conversation", _("Can triage, assign and decline conversations"))]
        default_permissions = ()
        indexes = [
            BY_STATUS,
            TO_PUBLISH,
            # Most urgent first, whatever the status
            models.Index(fields=["first_due_at", "created_at", "id"], name="backstage_conv_urgent"),
            models.Index(fields=["assigned_to", "status"], name="backstage_conv_desk"),
            models.Index(fields=["candidate", "-last_message_at"], name="backstage_conv_mine"),
            where_set("merged_into", name="backstage_conv_merged"),
            where_set("meeting", name="backstage_conv_meeting"),
        ]

    def __str__(self) -> str:
        # Wagtail's log and history show this to people who may not read the case.
        return _("Conversation %(number)s") % {"number": self.pk}

    @property
    def is_owed(self) -> bool:
        return self.status in states.OWED

    @property
    def awaits_detail(self) -> bool:
        """The candidate was asked for something, has not replied, and has no answer yet."""
        return self.detail_asked_at is not None and self.status in states.IN_HAND

    @property
    def may_be_asked_for_consent(self) -> bool:
        """There is somebody to write to, who has not agreed and was not asked before."""
        return not self.consent and bool(self.candidate_id) and self.consent_asked_at is None

    @property
    def was_asked_at_meeting(self) -> bool:
        """Somebody in the room asked it, not in advance: there never was anybody to write to."""
        in_room = self.public_name == in_the_room(self.language)
        return bool(self.meeting_id) and not self.candidate_id and in_room

    @property
    def is_restorable(self) -> bool:
        """Marked as spam, and not so long ago that it stays so."""
        days = datetime.timedelta(days=backstage_settings.SPAM_DAYS)
        return self.spam_since is not None and timezone.now() < self.spam_since + days


class Message(models.Model):
    """One contribution to a conversation. Its text is plain."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        REQUEST = "request", _("Request for a detail")
        DETAIL = "detail", _("Detail")
        HOLDING = "holding", _("Holding reply")
        ANSWER = "answer", _("Answer")
        FOLLOW_UP = "follow_up", _("Follow-up")
        THANKS = "thanks", _("Thanks")
        DECLINE = "decline", _("Declined")
        NOTE = "note", _("Internal note")

    class HoldReason(models.TextChoices):
        TECHNICAL = "technical", _("The question is technical and needs study")
        NO_EXPERT = "no_expert", _("The right expert is not available")
        COLLEAGUE = "colleague", _("A colleague has to be asked")

    FROM_CANDIDATE = (Kind.QUESTION, Kind.DETAIL, Kind.FOLLOW_UP, Kind.THANKS)

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    expert = models.ForeignKey(
        Expert, null=True, db_index=False, on_delete=models.SET_NULL, related_name="messages"
    )
    author_name = models.CharField(max_length=120)  # as it was that day
    author_job = models.CharField(max_length=200, blank=True)
    text = models.TextField(_("text"))
    hold_reason = models.CharField(max_length=20, choices=HoldReason.choices, blank=True)
    thread = models.ForeignKey(  # which the answer refers to
        "backstage_qa.PublishedThread", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    idempotency_key = models.UUIDField(null=True, blank=True)
    idempotency_digest = models.CharField(max_length=64, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["created_at", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["author", "idempotency_key"], name="backstage_message_once"
            ),
        ]
        indexes = [where_set("expert", name="backstage_message_expert")]

    def __str__(self) -> str:
        return _("Message %(number)s") % {"number": self.pk}

    @property
    def is_from_candidate(self) -> bool:
        return self.kind in self.FROM_CANDIDATE


class Promise(models.Model):
    """A dated promise: never overwritten, kept or broken for ever."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        HOLDING = "holding", _("Holding reply")
        FOLLOW_UP = "follow_up", _("Follow-up")

    class Outcome(models.TextChoices):
        PENDING = "pending", _("Pending")
        KEPT = "kept", _("Kept")
        LATE = "late", _("Late")
        REPLACED = "replaced", _("Replaced by a holding reply")
        VOID = "void", _("No answer owed any more")

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="promises"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    due_at = models.DateTimeField()
    due_on = models.DateField()  # the day told to the candidate, in the employer's time zone
    rule = models.JSONField()  # what made the date: working days, country, zone, own date
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.PENDING)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        ordering = ["made_at", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=models.Q(outcome="pending"),
                name="backstage_one_pending_promise",
            ),
        ]
        indexes = [models.Index(fields=["outcome", "due_at"], name="backstage_promise_due")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on}"
