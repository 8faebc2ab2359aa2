"""The admin's list of meetings: which are public, and how far their films are."""

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Revision, WorkflowState

from ..professions.models import Profession
from ..review.viewsets import ReviewedIndexView
from ..threads.querysets import workflow_states
from .models import Meeting
from .public import Cancellation
from .recordings import Recording

# What is said first of those that hold
STATES = {
    "is_cancelled": pgettext_lazy("meeting", "Cancelled"),
    "in_review": _("In review"),
    "sent_back": _("Sent back"),
    "is_changed": _("Public, with changes"),
    "live": _("Public"),
    "is_scheduled": _("Approved, public at its hour"),
}


class MeetingFilterSet(WagtailFilterSet):
    professions = django_filters.ModelChoiceFilter(
        label=_("Profession"), queryset=Profession.objects.all()
    )
    film = django_filters.ChoiceFilter(
        label=_("Film"), choices=[("ready", _("Prepared, not public"))], method="filter_film"
    )

    class Meta:
        model = Meeting
        fields = ["professions", "film"]

    def filter_film(self, queryset, name, value):
        films = Recording.objects.to_publish()
        return queryset.filter(translation_key__in=films.values("translation_key"))


class MeetingIndexView(ReviewedIndexView):
    """In a constant number of queries."""

    def get_base_queryset(self):
        meetings = super().get_base_queryset()
        same = {"translation_key": OuterRef("translation_key")}
        films = Recording.objects.filter(**same)
        meetings = meetings.annotate(object_id=Cast("pk", models.CharField()))
        return meetings.annotate(
            is_cancelled=Exists(Cancellation.objects.filter(**same)),
            in_review=self._stands(WorkflowState.STATUS_IN_PROGRESS),
            sent_back=self._stands(WorkflowState.STATUS_NEEDS_CHANGES),
            is_scheduled=self._waits_for_its_hour(),
            film_state=Subquery(films.values("state")),
            film_since=Subquery(films.values("published_at")),
        )

    def _stands(self, status: str) -> Exists:
        reviews = workflow_states(self.model, status)
        return Exists(reviews.filter(object_id=OuterRef("object_id")))

    def _waits_for_its_hour(self) -> Exists:
        kind = ContentType.objects.get_for_model(self.model, for_concrete_model=False)
        approved = Revision.objects.filter(
            base_content_type=kind, approved_go_live_at__isnull=False
        )
        return Exists(approved.filter(object_id=OuterRef("object_id")))


def state_in_words(meeting):
    """Of a row of the list, in words."""
    meeting.is_changed = meeting.live and meeting.has_unpublished_changes
    return next((said for name, said in STATES.items() if getattr(meeting, name)), _("Draft"))


def film_in_words(meeting):
    if meeting.film_since:
        return _("Public")
    return Recording.State(meeting.film_state).label if meeting.film_state else ""
