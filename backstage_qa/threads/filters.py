"""By what the list of threads is narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import WorkflowState

from ..professions.models import Profession
from ..review.models import Origin
from .expert_questions import ExpertQuestion
from .figures import featured_ids
from .models import Thread
from .objections import open_objections
from .public import PublishedThread
from .reports import open_reports


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
    freshness = django_filters.ChoiceFilter(
        label=_("Still true?"),
        choices=[
            ("due", _("To be verified")),
            ("overdue", _("Overdue")),
            ("reported", _("Reported by readers")),
            ("objected", _("Objected to")),
        ],
        method="filter_freshness",
    )
    experts = django_filters.ChoiceFilter(
        label=_("Questions to experts"),
        choices=[("waiting", _("Without a reply")), ("replied", _("Replied, to be read"))],
        method="filter_experts",
    )
    featured = django_filters.ChoiceFilter(
        label=_("Chosen for a page"),
        choices=[("true", _("On a page")), ("false", _("On no page"))],
        method="filter_featured",
    )
    origin = django_filters.ChoiceFilter(label=_("Origin"), choices=Origin.choices)
    professions = django_filters.ModelChoiceFilter(
        label=_("Profession"), queryset=Profession.objects.all()
    )

    class Meta:
        model = Thread
        fields = ["live", "review", "freshness", "experts", "featured", "origin", "professions"]

    def filter_live(self, queryset, name, value):
        return queryset.filter(live=value == "true")

    def filter_review(self, queryset, name, value):
        return queryset.in_workflow(value)

    def filter_featured(self, queryset, name, value):
        featured = PublishedThread.objects.public().filter(pk__in=featured_ids())
        threads = featured.values("thread")
        return (
            queryset.filter(pk__in=threads) if value == "true" else queryset.exclude(pk__in=threads)
        )

    def filter_experts(self, queryset, name, value):
        asked = ExpertQuestion.objects
        rows = asked.waiting() if value == "waiting" else asked.replied()
        return queryset.filter(pk__in=rows.values("thread"))

    def filter_freshness(self, queryset, name, value):
        public = PublishedThread.objects.to_verify()
        rows = public.filter(is_overdue=True) if value == "overdue" else public
        if value == "reported":
            return queryset.filter(pk__in=open_reports().values("published_thread__thread"))
        if value == "objected":
            return queryset.filter(pk__in=open_objections().values("published_thread__thread"))
        return queryset.filter(pk__in=rows.values("thread"))
