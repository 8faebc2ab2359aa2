"""Editorial review: the mixin of everything approved before it is public, and its workflow task."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import AbstractGroupApprovalTask, ModelLogEntry, Revision, TaskState

from ..epoch import moved_last
from . import gate
from .errors import ApprovalRequired, Refusal, TextChanged
from .log import COPIED

# How Wagtail's log tells that a text went public, at once or by the clock.
PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")


class Origin(models.TextChoices):
    CONVERSATION = "conversation", _("From conversations")
    MEETING = "meeting", _("Asked at meetings")
    EDITORS = "editors", _("Written by the editors")
    IMPORT = "import", _("Imported")
    DEMO = "demo", _("Demonstration")


APPROVE = "approve"  # Wagtail's name of the action
CONVERSED = (Origin.CONVERSATION, Origin.MEETING)  # in which people of ours answer


class ReviewedMixin(models.Model):
    """For draftable snippets: four eyes at every door, one transaction from door to public row.

    Goes first among the base classes. A subclass implements ``people_in_it``,
    ``went_public`` and ``left_public``, and ``inherit`` if it has rows beside it.
    """

    TRUSTED_ORIGINS = (Origin.IMPORT, Origin.DEMO)

    origin = models.CharField(
        _("origin"),
        max_length=20,
        choices=Origin.choices,
        default=Origin.EDITORS,
        editable=False,
    )

    class Meta:
        abstract = True

    # Set on a copy until it is saved.
    copied_from: "ReviewedMixin | None" = None

    def save(self, *args, update_fields=None, **kwargs):
        if self._state.adding:  # no copy is born public
            self.live, self.live_revision = False, None
            self.first_published_at = self.last_published_at = None
            self.has_unpublished_changes = True
        with moved_last():
            super().save(*args, update_fields=update_fields, **kwargs)
            if update_fields is None or "live" in update_fields:
                self.sync_public()
            if self.copied_from is not None:
                self._settle_copy()

    def copy_for_translation(self, locale, exclude_fields=None):
        """An unsaved draft; once saved it has revisions, sources and writers of its own."""
        copy = super().copy_for_translation(locale, exclude_fields)
        copy.copied_from = self
        return copy

    def _settle_copy(self) -> None:
        source, self.copied_from = self.copied_from, None
        self.inherit(source)
        latest = source.latest_revision
        revision = self.save_revision(clean=False)
        # Who wrote the text may no more approve the copy than the text itself.
        writers = gate.writers_of(source, latest) if latest else set()
        log(self, COPIED, revision=revision, data={"writers": sorted(writers)})

    def inherited_writers(self) -> set[int]:
        """Ids of those who wrote the text that this is a copy of, as the log tells them."""
        copied = ModelLogEntry.objects.for_instance(self).filter(action=COPIED)
        return {writer for entry in copied for writer in entry.data["writers"]}

    def inherit(self, source) -> None:
        """Take over from the text this is a copy of what its rows alone do not say."""

    def sync_public(self) -> None:
        """Make what the public sees agree with ``live``, or refuse.

        Every door that publishes, unpublishes or expires ends in one ``save()``,
        and so here.
        """
        if self.live:
            gate.require_approval(self, self.live_revision)
            self.went_public()
        else:
            self.left_public()

    def publish(self, revision, *args, **kwargs):
        with moved_last():
            scheduled = revision.as_object()
            if scheduled.go_live_at and scheduled.go_live_at > timezone.now():
                gate.require_approval(self, revision)  # said now, not at the hour of publication
            return super().publish(revision, *args, **kwargs)

    def unpublish(self, *args, **kwargs):
        with moved_last():
            return super().unpublish(*args, **kwargs)

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """Save a revision; one that somebody judged, or that is public, is never overwritten."""
        if overwrite_revision is not None and (
            overwrite_revision.pk == self.live_revision_id
            or overwrite_revision.approved_go_live_at
            or overwrite_revision.task_states.exists()
        ):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def with_content_json(self, content):
        """Where a text comes from is a fact, not part of the text."""
        obj = super().with_content_json(content)
        obj.origin = self.origin
        return obj

    def previous_publication(self, before: Revision) -> Revision | None:
        """The last revision published before this one, as the log tells it."""
        published = ModelLogEntry.objects.for_instance(self).filter(
            action__in=PUBLISHED, revision__created_at__lt=before.created_at
        )
        latest = published.select_related("revision").order_by("-revision__created_at").first()
        return latest.revision if latest else None

    def people_in_it(self) -> set[int]:
        """Ids of the accounts whose own words or person this text shows."""
        raise NotImplementedError

    def obstacle(self) -> Refusal | None:
        """What keeps this text from the public whoever approves it."""
        return None

    def went_public(self) -> None:
        """Write what the public reads. In the transaction of the publication."""
        raise NotImplementedError

    def left_public(self) -> None:
        """Withdraw what the public reads, if there is anything."""
        raise NotImplementedError


class EditorialTaskState(TaskState):
    """A judgement on one revision; an author's own approval is refused."""

    class Meta:
        verbose_name = _("editorial review state")
        verbose_name_plural = _("editorial review states")

    @transaction.atomic
    def approve(self, user=None, update=True, comment=""):
        self.workflow_state.refresh_from_db()
        obj = self.revision.content_object
        if obj.latest_revision_id != self.revision_id:
            raise TextChanged
        if not gate.may_approve(user, obj, self.revision):
            raise ApprovalRequired
        return super().approve(user=user, update=update, comment=comment)


class EditorialReviewTask(AbstractGroupApprovalTask):
    """Approval by a member of the chosen groups who did not write the text."""

    task_state_class = EditorialTaskState

    class Meta:
        verbose_name = _("editorial review")
        verbose_name_plural = _("editorial reviews")

    @classmethod
    def get_description(cls):
        return _("A member of the chosen groups who did not write the text approves it")

    @transaction.atomic
    def start(self, workflow_state, user=None):
        workflow_state.refresh_from_db()
        return super().start(workflow_state, user=user)

    def get_actions(self, obj, user):
        actions = super().get_actions(obj, user)
        if gate.would_approve(user, obj):
            return actions
        return [action for action in actions if action[0] != APPROVE]

    def get_task_states_user_can_moderate(self, user, **kwargs):
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        own = [
            state.pk
            for state in states.select_related("revision")
            if (obj := state.revision.content_object) is None
            or not gate.may_approve(user, obj, state.revision)
        ]
        return states.exclude(pk__in=own)


def refuse_own_approval(sender, instance, user=None, **kwargs):
    """Receiver of ``task_approved``: stands where a base-class ``approve()`` passes ours by."""
    obj = instance.revision.content_object
    if isinstance(obj, ReviewedMixin) and not gate.may_approve(user, obj, instance.revision):
        raise ApprovalRequired
