"""For editors: what was searched for in vain, and so is missing."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.views.reports import ReportView

from ..conf import language_choices
from ..professions.models import Profession
from ..registers import RegisterViewSet
from .models import FruitlessSearch


class FruitlessSearchFilterSet(WagtailFilterSet):
    language = django_filters.ChoiceFilter(label=_("Language"), choices=language_choices)
    profession = django_filters.ModelChoiceFilter(
        label=_("Profession"),
        queryset=Profession.objects.select_related("locale"),
        null_label=_("No profession"),
    )
    last_on = django_filters.DateFromToRangeFilter(label=_("Last"), widget=DateRangePickerWidget)

    class Meta:
        model = FruitlessSearch
        fields = ["language", "profession", "last_on"]


class FruitlessSearchView(ReportView):
    """Words, how often, since when: read and exported, never changed."""

    model = FruitlessSearch
    page_title = _("Searches without a result")
    header_icon = "search"
    permission_required = "view"
    filterset_class = FruitlessSearchFilterSet
    is_searchable = True
    search_fields = ["text"]
    default_ordering = "-count"
    columns = [
        Column("text", label=_("Words"), sort_key="text"),
        NumberColumn("count", label=_("Searches"), sort_key="count"),
        Column("profession", label=_("Profession"), sort_key="profession__name"),
        Column("language", label=_("Language"), sort_key="language"),
        DateColumn("first_on", label=_("First"), sort_key="first_on"),
        DateColumn("last_on", label=_("Last"), sort_key="last_on"),
    ]
    export_filename = "searches"
    list_export = ["text", "count", "profession", "language", "first_on", "last_on"]

    def get_queryset(self):
        return super().get_queryset().select_related("profession")


class FruitlessSearchViewSet(RegisterViewSet):
    view_class = FruitlessSearchView
    name = "backstage_searches"
    url_prefix = "backstage/searches"
    menu_label = _("Searches without a result")
    menu_name = "searches"
    icon = "search"
