"""For editors: what was searched for in vain, and so is missing."""

import django_filters
from django.conf import settings
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import policy_registry

from .models import FruitlessSearch


class FruitlessSearchFilterSet(WagtailFilterSet):
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=lambda: settings.WAGTAIL_CONTENT_LANGUAGES
    )

    class Meta:
        model = FruitlessSearch
        fields = ["language"]


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
        Column("language", label=_("Language"), sort_key="language"),
        DateColumn("first_on", label=_("First"), sort_key="first_on"),
        DateColumn("last_on", label=_("Last"), sort_key="last_on"),
    ]
    list_export = ["text", "count", "language", "first_on", "last_on"]


class SearchMenuItem(MenuItem):
    def is_shown(self, request):
        policy = policy_registry.get_by_type(FruitlessSearch)
        return policy.user_has_permission(request.user, "view")


class FruitlessSearchViewSet(ViewSet):
    name = "backstage_searches"
    url_prefix = "backstage/searches"
    menu_label = _("Searches without a result")
    menu_name = "searches"
    icon = "search"
    menu_item_class = SearchMenuItem

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            index_url_name=self.get_url_name("index"),
            index_results_url_name=self.get_url_name("index_results"),
            **kwargs,
        )

    def get_urlpatterns(self):
        view = FruitlessSearchView
        return [
            path("", self.construct_view(view), name="index"),
            path("results/", self.construct_view(view, results_only=True), name="index_results"),
        ]
