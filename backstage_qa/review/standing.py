"""Where a review stands, for the editor: who changed what, who may approve, and why not."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.models import TaskState

from ..conf import backstage_settings
from . import gate
from .changes import Change, changes

SHOWN = 5


def named(person) -> str:
    return person.get_full_name() or person.get_username()


@dataclass(frozen=True)
class Standing:
    """The review that is going on of a text, as one person sees it."""

    obj: object
    state: TaskState
    user: object

    @property
    def submitted_by(self) -> str:
        person = self.state.workflow_state.requested_by
        return named(person) if person else ""

    @cached_property
    def changes_since(self) -> list[Change]:
        """What was changed since it was submitted; it must then be submitted again."""
        submitted, latest = self.state.revision, self.obj.latest_revision
        return list(changes(self.obj, after=submitted, until=latest))

    @cached_property
    def is_outdated(self) -> bool:
        return gate.is_review_outdated(self.obj)

    @cached_property
    def own_changes(self) -> list[Change]:
        """What this person wrote of what is to be approved."""
        latest = self.obj.latest_revision
        previous = self.obj.previous_publication(before=latest)
        written = changes(self.obj, after=previous, until=latest)
        return [change for change in written if change.revision.user_id == self.user.pk]

    @cached_property
    def authors(self) -> set[int]:
        return gate.authors_of(self.obj, self.obj.latest_revision)

    @property
    def may_approve(self) -> bool:
        return self.user.pk not in self.authors

    @cached_property
    def approvers(self) -> list[str]:
        """Names of those who may approve it, a few; [] if there is nobody."""
        groups = getattr(self.state.task.specific, "groups", None)
        asked = Q(is_superuser=True)
        if groups is not None:
            asked |= Q(groups__in=groups.all())
        people = get_user_model().objects.filter(asked, is_active=True).exclude(pk__in=self.authors)
        # Those whose task it is before administrators, who may always.
        people = people.order_by("is_superuser", "pk").distinct()
        return [named(person) for person in people[:SHOWN]]


def standing_of(obj, user) -> Standing | None:
    """Of the review that is going on; None where there is none, or no four eyes are asked."""
    state = obj.current_workflow_task_state if obj.workflow_in_progress else None
    if state is None or not backstage_settings.FOUR_EYES:
        return None
    return Standing(obj, state, user)
