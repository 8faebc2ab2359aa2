"""For editors: which profession wants a text, or a question, or a place on a page."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import django_filters
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView

from ..conf import language_choices
from ..professions.models import Profession
from ..registers import RegisterViewSet
from .counted import EVERY, CountedFigures, since, with_counted
from .figures import searches_of_no_profession, with_figures
from .searching import content_languages

CONVERSATIONS = "backstage_conversations:index"
SEARCHES = "backstage_searches:index"
THREADS = "wagtailsnippets_backstage_qa_thread:list"
DEFAULT_PERIOD = "90"
PERIODS = [
    ("30", _("The last 30 days")),
    ("90", _("The last 90 days")),
    ("365", _("The last 365 days")),
]
GAPS = {"no_thread": {"public": 0}, "unfeatured": {"unfeatured__gt": 0}}


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and the list that shows the same rows (if there is one)."""

    name: str
    label: str | Promise
    means: str | Promise
    route: str = ""
    filters: Callable[[datetime.date], dict[str, Any]] = lambda since: {}
    by: str = "profession"  # how that list calls the profession

    def url(self, profession: Profession, since: datetime.date) -> str:
        if not self.route:
            return ""
        return reverse(self.route, query={self.by: profession.pk, **self.filters(since)})


FIGURES = [
    Figure(
        "asked",
        _("Questions"),
        _("Questions received in the period, whatever became of them."),
        CONVERSATIONS,
        lambda since: {"asked_from": since},
    ),
    Figure(
        "waiting",
        _("Waiting"),
        _("Conversations that are owed an answer now."),
        CONVERSATIONS,
        lambda since: {"overdue": "owed"},
    ),
    Figure(
        "searches",
        _("Searches in vain"),
        _(
            "Searches without a result among this profession’s threads; of words that were last "
            "searched for in the period, all their searches."
        ),
        SEARCHES,
        lambda since: {"last_on_from": since},
    ),
    Figure(
        "public",
        _("Threads"),
        _("Threads that are public now."),
        THREADS,
        lambda since: {"live": "true"},
        "professions",
    ),
    Figure("published", _("New"), _("Of these, those first published in the period.")),
    Figure(
        "readers",
        _("Readers"),
        _("Readers of these threads, from the first day of the month in which the period begins."),
    ),
    Figure(
        "helpful",
        _("“This answers me”"),
        _("How often readers said so of these threads, since they were published."),
    ),
    Figure(
        "unfeatured",
        _("On no page"),
        _("Threads that are public now, and that nobody chose for a page."),
        THREADS,
        lambda since: {"live": "true", "featured": "false"},
        "professions",
    ),
]


class FigureColumn(NumberColumn):
    """A number that leads to what it counts."""

    cell_template_name = "backstage_qa/admin/reports/figure_cell.html"

    def __init__(self, figure: Figure, since: datetime.date):
        super().__init__(figure.name, label=figure.label, sort_key=figure.name)
        self.figure, self.since = figure, since

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        url = self.figure.url(instance, self.since)
        return context | {"url": url, "label": self.figure.label}


class ProfessionReportFilterSet(WagtailFilterSet):
    """The language and the period are the view's, which has a default for each."""

    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=language_choices, method="as_it_is"
    )
    period = django_filters.ChoiceFilter(label=_("Period"), choices=PERIODS, method="as_it_is")
    gap = django_filters.ChoiceFilter(
        label=_("What is missing"),
        choices=[("no_thread", _("No thread")), ("unfeatured", _("Threads on no page"))],
        method="filter_gap",
    )

    class Meta:
        model = Profession
        fields = ["language", "period", "gap"]

    def as_it_is(self, queryset, name, value):
        return queryset

    def filter_gap(self, queryset, name, value):
        return queryset.filter(**GAPS[value])


class ProfessionReportView(ReportView):
    """One row a profession of one language, each figure beside what it means."""

    model = Profession
    page_title = _("Professions in figures")
    header_icon = "table"
    permission_required = "change"
    filterset_class = ProfessionReportFilterSet
    results_template_name = "backstage_qa/admin/reports/professions.html"
    table_classname = "listing backstage-listing backstage-figures"
    default_ordering = "name"
    list_export = ["name", *(figure.name for figure in FIGURES)]
    export_headings = {figure.name: figure.label for figure in FIGURES}
    export_filename = "professions"

    @cached_property
    def language(self) -> str:
        """The one chosen, else the reader's own, else the site's first."""
        languages = content_languages()
        wanted = (self.request.GET.get("language"), get_language())
        return next((code for code in wanted if code in languages), languages[0])

    @cached_property
    def period(self) -> int:
        period = self.request.GET.get("period")
        return int(period if period in dict(PERIODS) else DEFAULT_PERIOD)

    @cached_property
    def counted(self) -> CountedFigures | None:
        """One of the figures of this period; None before they were first counted."""
        return CountedFigures.objects.filter(period=self.period).order_by("counted_at").first()

    @cached_property
    def since(self) -> datetime.datetime:
        """When the period begins: as it was counted, else where the reader is."""
        if self.counted:
            return timezone.localtime(self.counted.since)
        return since(self.period, timezone.now())

    @cached_property
    def columns(self):
        begins = self.since.date()
        name = Column("name", label=_("Profession"), sort_key="name", classname="title")
        return [name, *(FigureColumn(figure, begins) for figure in FIGURES)]

    def get_base_queryset(self):
        professions = Profession.objects.in_language(self.language)
        if self.counted:
            return with_counted(professions, self.period)
        return with_figures(professions, self.since)

    def get_context_data(self, **kwargs):
        begins, language = self.since.date(), self.language
        words = {"language": language, "last_on_from": begins}
        return super().get_context_data(
            figures=FIGURES,
            since=begins,
            counted_at=self.counted and self.counted.counted_at,
            every=EVERY.seconds // 60,
            language=_name_of(language),
            elsewhere=searches_of_no_profession(language, begins),
            elsewhere_url=reverse(SEARCHES, query={**words, "profession": "null"}),
            **kwargs,
        )


def _name_of(language: str) -> str:
    """What the host calls a language."""
    return str(dict(language_choices())[language])


class ProfessionReportViewSet(RegisterViewSet):
    view_class = ProfessionReportView
    name = "backstage_figures"
    url_prefix = "backstage/figures"
    menu_label = _("Professions in figures")
    menu_name = "backstage-figures"
    icon = "table"
