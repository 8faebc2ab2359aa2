"""Lists in Wagtail's admin that are read and exported, never changed."""

from django.urls import path
from django.utils.functional import cached_property
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import policy_registry


class YesNoColumn(BooleanColumn):
    """Wagtail's says "True" to who listens, in every language."""

    cell_template_name = "backstage_qa/admin/yes_no_cell.html"


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
