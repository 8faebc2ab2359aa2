"""Reading conversations: private readers only ever start from ``visible_to``."""

from django.db import models
from django.utils import timezone

from ..search.columns import saying
from ..settings import PromiseSettings
from . import promise, states

# With all that is asked of most rows, so that the rows themselves need not be read to be counted
BY_STATUS = models.Index(
    fields=["status", "first_due_at", "created_at", "candidate"], name="backstage_conv_status"
)
TO_PUBLISH = models.Index(
    fields=["first_due_at", "created_at", "id", "candidate", "merged_into", "last_message_at"],
    condition=models.Q(consent=True, status__in=sorted(s.value for s in states.PUBLISHABLE)),
    name="backstage_conv_publish",
)


class ConversationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ConversationQuerySet":
        """What this person may read: an editor all, an expert and a candidate what is theirs.

        An expert's are those assigned to them, and the accepted ones of their
        professions that wait for somebody to take them.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.has_perm("backstage_qa.triage_conversation"):
            return self
        expert = models.Q(assigned_to=self.expert_of(user)) | models.Q(
            assigned_to=None,
            status__in=states.OPEN_TO_EXPERTS,
            profession__in=self.professions_of(user),
        )
        return self.filter(models.Q(candidate=user) | expert)

    def on_desk_of(self, user) -> "ConversationQuerySet":
        """``visible_to`` without the person's own questions: for the staff's screens."""
        return self.visible_to(user).exclude(candidate_id=user.pk)

    def expert_of(self, user) -> models.Subquery:
        """One value, not a join: the rows of one expert are found by an index."""
        experts = self.model._meta.get_field("assigned_to").related_model.objects
        return models.Subquery(experts.filter(user=user).order_by().values("pk")[:1])

    def professions_of(self, user):
        return (
            self.model._meta.get_field("profession")
            .related_model.objects.filter(experts__user=user)
            .values("pk")
        )

    def saying(self, text: str) -> "ConversationQuerySet":
        """Those with every word of ``text`` in their subject, or in one of their messages."""
        every = self.model.objects.all()
        messages = self.model._meta.get_field("messages").related_model.objects.all()
        in_subject = saying(every, "subject", text).order_by().values("pk")
        in_message = saying(messages, "text", text).order_by().values("conversation_id")
        return self.filter(pk__in=in_subject.union(in_message))

    def asked_by(self, user) -> "ConversationQuerySet":
        return self.filter(candidate=user)

    def owed(self) -> "ConversationQuerySet":
        return self.filter(status__in=states.OWED)

    def in_hand(self) -> "ConversationQuerySet":
        """Those that somebody has to do something about: what is merged waits for another."""
        return self.filter(status__in=states.IN_HAND)

    def to_sort(self) -> "ConversationQuerySet":
        """What came in and nobody has sorted; what waits for its candidate's detail is left."""
        return self.filter(status=states.Status.RECEIVED, detail_asked_at=None)

    def overdue(self, now=None) -> "ConversationQuerySet":
        return self.owed().filter(first_due_at__lt=now or timezone.now())

    def due_soon(self, now=None) -> "ConversationQuerySet":
        """An answer is owed within two working days, and is not late yet."""
        now = now or timezone.now()
        until = promise.soon(PromiseSettings.current(), now)
        return self.owed().filter(first_due_at__range=(now, until))

    def to_publish(self) -> "ConversationQuerySet":
        """Answered with consent, and no thread was drawn from it yet.

        An answer given to several is published once, and what only led to a public
        thread is published already.
        """
        agreed = self.filter(status__in=states.PUBLISHABLE, consent=True)
        sources = self.model._meta.get_field("thread_sources").related_model.objects
        drawn = models.Q(pk__in=sources.values("conversation"))  # all at once: no look-up a row
        return agreed.filter(~drawn, self._says_its_own(), self._leads_to_none())

    def _says_its_own(self) -> models.Q:
        """Nothing else can be published instead, or it went on by itself. Asked row by row."""
        every = self.model.objects.order_by()
        same = models.Q(merged_into=models.OuterRef("merged_into"))
        stays = models.Q(pk=models.OuterRef("merged_into"))
        earlier = same & models.Q(pk__lt=models.OuterRef("pk"))
        drawn = same & models.Q(thread_sources__isnull=False)
        agreed = every.filter(consent=True, status__in=states.PUBLISHABLE)
        instead = agreed.filter(stays | earlier | drawn).exclude(pk=models.OuterRef("pk"))
        asked_on = every.filter(pk=models.OuterRef("pk"), messages__kind="follow_up")
        alone = models.Q(merged_into=None) | models.Q(~models.Exists(instead))
        return alone | models.Q(models.Exists(asked_on))

    def _leads_to_none(self) -> models.Q:
        """It has an answer of its own, besides the public thread that it refers to."""
        messages = self.model._meta.get_field("messages").related_model.objects.order_by()
        own = messages.filter(conversation=models.OuterRef("pk"), kind="answer", thread=None)
        referring = messages.filter(thread__isnull=False).values("conversation")
        return ~models.Q(pk__in=referring) | models.Q(models.Exists(own))

    def quiet_since(self, moment) -> "ConversationQuerySet":
        """Answered, and nobody has written since."""
        return self.filter(status=states.Status.ANSWERED, last_message_at__lt=moment)

    def keep_first_due(self) -> int:
        """Write down by when the first of all who wait for each answer was promised it."""
        waits = models.Q(merged_into=models.OuterRef("pk"), status=states.Status.MERGED)
        promised = self.model.objects.filter(models.Q(pk=models.OuterRef("pk")) | waits)
        first = promised.exclude(due_at=None).order_by("due_at").values("due_at")[:1]
        return self.update(first_due_at=models.Subquery(first))

    def most_urgent_first(self) -> "ConversationQuerySet":
        return self.order_by(models.F("first_due_at").asc(nulls_last=True), "created_at", "id")


class MessageQuerySet(models.QuerySet):
    def for_candidate(self) -> "MessageQuerySet":
        """Without what the staff say among themselves."""
        return self.exclude(kind="note")

    def asked(self) -> "MessageQuerySet":
        """What somebody asked: the question, and those that followed."""
        return self.filter(kind__in=["question", "follow_up"])
