"""For administrators: who read which conversation, and who took lists away."""

import django_filters
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from ..numbers import DIGITS
from ..registers import RegisterViewSet
from .models import Access


def people_recorded(request):
    """Whoever the log names, and nobody else: an administrator's list is no list of candidates."""
    named = Access.objects.order_by().values("person")
    users = get_user_model()
    return users._default_manager.filter(pk__in=named).order_by(users.USERNAME_FIELD)


class AccessFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=_("What happened"), choices=Access.Kind.choices)
    person = django_filters.ModelChoiceFilter(label=_("Person"), queryset=people_recorded)
    conversation = django_filters.NumberFilter(
        label=_("Number of the conversation"), min_value=1, max_value=10**DIGITS - 1
    )
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = Access
        fields = ["kind", "person", "conversation", "at"]


def _rows(access: Access) -> int | str:
    """Of a list that was taken away; nothing for a conversation."""
    return "" if access.row_count is None else access.row_count


class AccessView(ReportView):
    """Read and exported (which is recorded in its turn), never changed."""

    model = Access
    page_title = _("Access to conversations")
    header_icon = "view"
    permission_required = "view"
    filterset_class = AccessFilterSet
    default_ordering = "-at"
    columns = [
        DateColumn("at", label=_("When"), sort_key="at"),
        Column("person", label=_("Person"), accessor=lambda row: row.person or _("Erased")),
        Column("kind", label=_("What happened"), accessor="get_kind_display"),
        Column("conversation", label=_("Conversation"), sort_key="conversation"),
        Column("path", label=_("List")),
        Column("row_count", label=_("Rows"), accessor=_rows),
    ]
    list_export = ["at", "person", "get_kind_display", "conversation", "path", "row_count"]
    export_headings = {"get_kind_display": _("What happened")}
    export_filename = "access"

    def get_queryset(self):
        return super().get_queryset().select_related("person")


class AccessViewSet(RegisterViewSet):
    """Among Wagtail's reports; no group may see it unless an administrator says so."""

    view_class = AccessView
    name = "backstage_access"
    url_prefix = "backstage/access"
    menu_label = _("Access to conversations")
    menu_name = "backstage-access"
    menu_hook = "register_reports_menu_item"
    icon = "view"
