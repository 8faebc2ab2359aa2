"""The desk: what waits, most urgent first."""

import django_filters
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton

from ...conf import language_choices
from ...personal_data.detect import mask
from ...professions.models import Profession
from ...settings import PromiseSettings
from ..models import Conversation
from ..permissions import is_editor
from .letters import letters_of
from .queue import first_to_sort
from .urgency import urgency


class DeskFilterSet(WagtailFilterSet):
    """Narrows what is on somebody's desk; never widens it."""

    WHOSE = [
        ("mine", gettext_lazy("Assigned to me")),
        ("nobody", gettext_lazy("Assigned to nobody")),
        ("others", gettext_lazy("Assigned to somebody else")),
    ]

    status = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Status"), choices=Conversation.Status.choices
    )
    profession = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Profession"),
        queryset=Profession.objects.select_related("locale"),
    )
    assigned = django_filters.ChoiceFilter(
        label=gettext_lazy("Assigned"), choices=WHOSE, method="filter_assigned"
    )
    overdue = django_filters.ChoiceFilter(
        label=gettext_lazy("Due"),
        choices=[
            ("yes", gettext_lazy("Late")),
            ("soon", gettext_lazy("Due within two working days")),
            ("owed", gettext_lazy("Answer owed")),
        ],
        method="filter_due",
    )
    thread = django_filters.ChoiceFilter(
        label=gettext_lazy("Thread"),
        choices=[("none", gettext_lazy("Agreed to publication, and no thread yet"))],
        method="filter_thread",
    )
    language = django_filters.ChoiceFilter(label=gettext_lazy("Language"), choices=language_choices)
    asked = django_filters.DateFromToRangeFilter(
        field_name="created_at", label=gettext_lazy("Asked"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Conversation
        fields = ["status", "profession", "assigned", "overdue", "thread", "language", "asked"]

    def filter_assigned(self, queryset, name, value):
        mine = Q(assigned_to__user=self.request.user)
        if value == "mine":
            return queryset.filter(mine)
        if value == "nobody":
            return queryset.filter(assigned_to=None)
        return queryset.filter(assigned_to__isnull=False).exclude(mine)

    def filter_due(self, queryset, name, value):
        narrowed = {"yes": queryset.overdue, "soon": queryset.due_soon, "owed": queryset.owed}
        return narrowed[value]()

    def filter_thread(self, queryset, name, value):
        return queryset.to_publish()


class DueColumn(Column):
    cell_template_name = "backstage_qa/admin/desk/due_cell.html"

    def __init__(self, *args, rules, **kwargs):
        super().__init__(*args, **kwargs)
        self.rules = rules

    def get_value(self, instance):
        return urgency(instance, self.rules)


class StatusColumn(Column):
    cell_template_name = "backstage_qa/admin/desk/status_cell.html"


class DeskView(IndexView):
    """An expert's own and unassigned conversations; all of them for an editor."""

    model = Conversation
    default_ordering = None
    paginate_by = 50
    filterset_class = DeskFilterSet
    any_permission_required = ["view"]
    template_name = "backstage_qa/admin/desk/list.html"
    results_template_name = "backstage_qa/admin/saved_filters/results.html"
    table_classname = "listing backstage-listing"
    is_searchable = True
    detail_url_name = None
    # Nothing of who asked: no name, no address, no campaign
    list_export = ["number", "asked", "question", "status", "profession", "language", "with", "due"]
    export_filename = "conversations"

    def get_base_queryset(self):
        on_desk = Conversation.objects.on_desk_of(self.request.user)
        return on_desk.select_related("profession", "assigned_to")

    def search_queryset(self, queryset):
        return queryset.saying(self.search_query) if self.is_searching else queryset

    def order_queryset(self, queryset):
        return queryset.most_urgent_first()

    @cached_property
    def may_choose_many(self) -> bool:
        return is_editor(self.request.user)

    @cached_property
    def header_buttons(self):
        """Into the first question that nobody has sorted."""
        user = self.request.user
        pk = first_to_sort(user) if is_editor(user) else None
        if pk is None:
            return []
        letter = letters_of(user).get("next")
        attrs = {"data-controller": "w-kbd", "aria-keyshortcuts": letter} if letter else {}
        url = reverse(self.detail_url_name, args=[pk])
        return [
            HeaderButton(_("Sort the questions"), url=url, icon_name="arrow-right", attrs=attrs)
        ]

    @cached_property
    def rules(self):
        return PromiseSettings.current()

    @cached_property
    def columns(self):
        title = TitleColumn(
            "subject",
            label=_("Question"),
            get_url=self.get_detail_url,
            get_title_id=lambda conversation: f"conversation_{conversation.pk}_title",
            classname="title",
        )
        chosen = BulkActionsCheckboxColumn("chosen", obj_type="conversation")
        return [
            *([chosen] if self.may_choose_many else []),
            title,
            DueColumn("due", label=_("Answer due"), rules=self.rules),
            StatusColumn("status", label=_("Status"), accessor="get_status_display"),
            Column("profession", label=_("Profession"), accessor="profession.name"),
            Column("assigned_to", label=_("With"), accessor=self.assigned_to),
        ]

    @cached_property
    def export_headings(self):
        headings = [_("Number"), _("Asked"), _("Question"), _("Status"), _("Profession")]
        headings += [_("Language"), _("With"), _("Answer due")]
        return dict(zip(self.list_export, headings, strict=True))

    def to_row_dict(self, conversation):
        """What the list shows; whatever looks like personal data in a question is masked."""
        zone = self.rules.zone
        due = conversation.first_due_at if conversation.is_owed else None
        cells = [
            conversation.pk,
            timezone.localdate(conversation.created_at, zone),
            mask(conversation.subject),
            conversation.get_status_display(),
            conversation.profession.name,
            conversation.language,
            self.assigned_to(conversation),
            due and timezone.localdate(due, zone),
        ]
        return dict(zip(self.list_export, cells, strict=True))

    def get_detail_url(self, conversation):
        return reverse(self.detail_url_name, args=[conversation.pk])

    def assigned_to(self, conversation) -> str:
        expert = conversation.assigned_to
        if expert is None:
            return _("Nobody yet")
        return _("You") if expert.user_id == self.request.user.pk else expert.name

    @cached_property
    def no_results_message(self):
        if self.is_searching or self.is_filtering:
            return _("No conversation matches. Remove a filter to see more.")
        return _("Nothing waits for you. You will be told by mail when a question comes.")
