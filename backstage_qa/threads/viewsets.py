"""Threads in the Wagtail admin, and the desk with what threads add to it."""

import django_filters
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.models import WorkflowState

from ..conversations.viewsets import ConversationViewSet
from ..professions.models import Profession
from ..review.models import Origin
from ..review.viewsets import ReviewedIndexView, ReviewedViewSet, language_column
from .desk import DraftThreadView
from .models import Thread


class DeskViewSet(ConversationViewSet):
    """The desk, where a conversation can become a thread."""

    def get_urlpatterns(self):
        draft = self.construct_view(DraftThreadView)
        return [*super().get_urlpatterns(), path("<int:pk>/draft/", draft, name="draft_thread")]


class ThreadFilterSet(WagtailFilterSet):
    live = django_filters.ChoiceFilter(
        label=_("Public"),
        choices=[("true", _("Public")), ("false", _("Not public"))],
        method="filter_live",
    )
    review = django_filters.ChoiceFilter(
        label=_("Review"),
        choices=[
            (WorkflowState.STATUS_IN_PROGRESS, _("In review")),
            (WorkflowState.STATUS_NEEDS_CHANGES, _("Sent back")),
        ],
        method="filter_review",
    )
    origin = django_filters.ChoiceFilter(label=_("Origin"), choices=Origin.choices)
    professions = django_filters.ModelChoiceFilter(
        label=_("Profession"), queryset=Profession.objects.all()
    )

    class Meta:
        model = Thread
        fields = ["live", "review", "origin", "professions"]

    def filter_live(self, queryset, name, value):
        return queryset.filter(live=value == "true")

    def filter_review(self, queryset, name, value):
        return queryset.in_workflow(value)


class ThreadIndexView(ReviewedIndexView):
    """Threads with their professions, in a constant number of queries."""

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("professions")


def professions_of(thread: Thread) -> str:
    return ", ".join(profession.name for profession in thread.professions.all())


class ThreadViewSet(ReviewedViewSet):
    model = Thread
    icon = "comment-add"
    menu_label = _("Threads")
    menu_name = "threads"
    index_view_class = ThreadIndexView
    filterset_class = ThreadFilterSet
    list_display = [
        "title",
        Column("professions", label=_("Professions"), accessor=professions_of),
        Column("origin", label=_("Origin"), accessor="get_origin_display"),
        language_column(),
        UpdatedAtColumn(),
    ]
    search_fields = ["title"]
