"""Lists in Wagtail's admin: those that are only read, and what a spreadsheet holds of any."""

import datetime

from django.urls import path
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import IndexView


class YesNoColumn(BooleanColumn):
    """Wagtail's says "True" to who listens, in every language."""

    cell_template_name = "backstage_qa/admin/yes_no_cell.html"


class SheetIndexView(IndexView):
    """A list of snippets whose spreadsheet has the columns that are shown, in the same words."""

    @cached_property
    def in_sheet(self) -> dict[str, Column]:
        columns = [column for column in self.columns if isinstance(column, Column)]
        return {column.name: column for column in columns if column.label}

    @cached_property
    def list_export(self) -> list:
        return list(self.in_sheet)

    @cached_property
    def export_headings(self) -> dict:
        return {name: column.label for name, column in self.in_sheet.items()}

    def to_row_dict(self, item) -> dict:
        return {name: _in_a_cell(column.get_value(item)) for name, column in self.in_sheet.items()}


def _in_a_cell(value):
    """Numbers, dates and truths as they are; whatever else in the words of the list."""
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    return value if isinstance(value, (int, float, datetime.date)) else str(value or "")


class RegisterViewSet(ViewSet):
    """One ``ReportView`` with its results, shown in a menu to whoever may see it."""

    view_class: type[ReportView]

    @cached_property
    def menu_item_class(self):
        view = self.view_class

        class RegisterMenuItem(MenuItem):
            def is_shown(self, request):
                policy = policy_registry.get_by_type(view.model)
                return policy.user_has_permission(request.user, view.permission_required)

        return RegisterMenuItem

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            index_url_name=self.get_url_name("index"),
            index_results_url_name=self.get_url_name("index_results"),
            **kwargs,
        )

    def get_urlpatterns(self):
        results = self.construct_view(self.view_class, results_only=True)
        return [
            path("", self.construct_view(self.view_class), name="index"),
            path("results/", results, name="index_results"),
        ]
