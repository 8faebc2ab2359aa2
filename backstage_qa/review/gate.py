"""Four eyes: a text is public only if somebody who did not write it approved it.

The question is asked where every door that publishes ends (``ReviewedMixin.save``),
so that no button, schedule, command, API or superuser passes by it.
"""

from django.db.models import F
from wagtail.models import Revision, TaskState, WorkflowState

from ..conf import backstage_settings
from .changes import changes
from .errors import ApprovalRequired


def writers_of(obj, revision: Revision) -> set[int]:
    """Ids of those who changed the text of this revision since the last publication before it.

    Who saves or submits a text as it was has not written it.
    """
    previous = obj.previous_publication(before=revision)
    writers = {c.revision.user_id for c in changes(obj, after=previous, until=revision)}
    return (writers | (set() if previous else obj.inherited_writers())) - {None}


def authors_of(obj, revision: Revision) -> set[int]:
    """Ids of its writers, and of the people whose words or person it shows."""
    return writers_of(obj, revision) | (revision.as_object().people_in_it() - {None})


def may_approve(user, obj, revision: Revision) -> bool:
    """Whether this person's approval of this revision counts."""
    if not backstage_settings.FOUR_EYES:
        return True
    return user is not None and user.pk not in authors_of(obj, revision)


def is_approved(obj, revision: Revision) -> bool:
    """Whether a review that ended well found somebody else to approve this revision as it is now.

    An approval older than the revision does not count: Wagtail's autosave
    overwrites a revision in place and gives it a new date. Nor does one step of
    a review that was cancelled, or goes on.
    """
    approvals = TaskState.objects.filter(
        revision=revision,
        status=TaskState.STATUS_APPROVED,
        workflow_state__status=WorkflowState.STATUS_APPROVED,
        finished_by__isnull=False,
        finished_at__gte=F("revision__created_at"),
    )
    approvers = set(approvals.values_list("finished_by_id", flat=True))
    return bool(approvers - authors_of(obj, revision)) if approvers else False


def asks_approval(obj, revision: Revision | None) -> bool:
    """Whether four eyes are asked of this revision (None: of what is being written now).

    What was imported, or loaded for a demonstration, has its origin instead;
    from the first word that somebody writes in it on, it is a text like others.
    """
    if not backstage_settings.FOUR_EYES:
        return False
    if obj is None or revision is None or obj.origin not in obj.TRUSTED_ORIGINS:
        return True
    return bool(writers_of(obj, revision))


def is_review_outdated(obj) -> bool:
    """Whether the text was changed after it was submitted, so that nobody can approve it."""
    state = obj.current_workflow_task_state
    return state is not None and state.revision_id != obj.latest_revision_id


def would_approve(user, obj) -> bool:
    """Whether this person's approval of what is in review would count now."""
    return not is_review_outdated(obj) and may_approve(user, obj, obj.latest_revision)


def require_approval(obj, revision: Revision | None) -> None:
    """Raise ``ApprovalRequired`` unless this revision of the object may be public."""
    if not asks_approval(obj, revision):
        return
    if revision is None or not is_approved(obj, revision):
        raise ApprovalRequired
