"""Four eyes: a text is public only if somebody who did not write it approved it.

The question is asked where every door that publishes ends (``ReviewedMixin.save``),
so that no button, schedule, command, API or superuser passes by it.
"""

from django.db.models import F
from wagtail.models import Revision, TaskState

from ..conf import backstage_settings
from .errors import ApprovalRequired


def authors_of(obj, revision: Revision) -> set[int]:
    """Ids of those who wrote this revision, or one since the last publication before it."""
    revisions = obj.revisions.filter(created_at__lte=revision.created_at)
    if previous := obj.previous_publication(before=revision):
        revisions = revisions.filter(created_at__gt=previous.created_at)
    authors = set(revisions.values_list("user_id", flat=True)) | {revision.user_id}
    return (authors | revision.as_object().people_in_it()) - {None}


def may_approve(user, obj, revision: Revision) -> bool:
    """Whether this person's approval of this revision counts."""
    if not backstage_settings.FOUR_EYES:
        return True
    return user is not None and user.pk not in authors_of(obj, revision)


def is_approved(obj, revision: Revision) -> bool:
    """Whether somebody else approved this revision as it is now.

    An approval older than the revision does not count: Wagtail's autosave
    overwrites a revision in place and gives it a new date.
    """
    approvals = TaskState.objects.filter(
        revision=revision,
        status=TaskState.STATUS_APPROVED,
        finished_by__isnull=False,
        finished_at__gte=F("revision__created_at"),
    )
    approvers = set(approvals.values_list("finished_by_id", flat=True))
    return bool(approvers - authors_of(obj, revision)) if approvers else False


def lets_publish_unapproved(obj) -> bool:
    """Whether no approval is asked of this object (None: of one that is being written)."""
    if not backstage_settings.FOUR_EYES:
        return True
    return obj is not None and obj.origin in obj.TRUSTED_ORIGINS


def is_review_outdated(obj) -> bool:
    """Whether the text was changed after it was submitted, so that nobody can approve it."""
    state = obj.current_workflow_task_state
    return state is not None and state.revision_id != obj.latest_revision_id


def require_approval(obj, revision: Revision | None) -> None:
    """Raise ``ApprovalRequired`` unless this revision of the object may be public."""
    if lets_publish_unapproved(obj):
        return
    if revision is None or not is_approved(obj, revision):
        raise ApprovalRequired
