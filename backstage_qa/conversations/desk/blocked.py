"""Who is blocked, or was: known by the names they chose, each leading to what they wrote."""

import django_filters
from django.db.models import Q
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import policy_registry

from ...dates import day_in_words
from ...personal_data.detect import mask
from ..blocks import Block


class BlockFilterSet(WagtailFilterSet):
    in_force = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[("yes", gettext_lazy("In force")), ("no", gettext_lazy("Lifted or over"))],
        method="filter_in_force",
    )

    class Meta:
        model = Block
        fields = ["in_force"]

    def filter_in_force(self, queryset, name, value):
        in_force = Block.objects.in_force()
        return queryset.filter(Q(pk__in=in_force) if value == "yes" else ~Q(pk__in=in_force))


class BlockedPeopleView(IndexView):
    """A block is lifted on the screen of the conversation for which it was made."""

    model = Block
    page_title = gettext_lazy("Blocked people")
    header_icon = "no-view"
    permission_required = "view"
    filterset_class = BlockFilterSet
    default_ordering = "-created_at"
    is_searchable = False
    # Nothing of who it is, not even the name they chose
    list_export = ["conversation", "reason", "since", "state", "by"]
    export_filename = "blocked-people"

    def get_base_queryset(self):
        return Block.objects.select_related("conversation", "by")

    @cached_property
    def export_headings(self):
        headings = [_("Conversation"), _("Reason"), _("Since"), _("State"), _("By")]
        return dict(zip(self.list_export, headings, strict=True))

    def to_row_dict(self, block):
        """What the list shows; whatever looks like personal data in a reason is masked."""
        cells = [
            block.conversation_id,
            mask(block.reason),
            timezone.localdate(block.created_at),
            self.state(block),
            block.by.get_full_name() if block.by else "",
        ]
        return dict(zip(self.list_export, cells, strict=True))

    @cached_property
    def columns(self):
        return [
            TitleColumn("name", label=_("Name"), accessor=self.name, get_url=self.get_case_url),
            Column("reason", label=_("Reason")),
            DateColumn("created_at", label=_("Since"), sort_key="created_at"),
            Column("state", label=_("State"), accessor=self.state),
            Column("by", label=_("By"), accessor="by.get_full_name"),
        ]

    def name(self, block: Block) -> str:
        return block.conversation.public_name if block.conversation else str(block)

    def get_case_url(self, block: Block) -> str | None:
        if block.conversation is None:
            return None
        return reverse("backstage_conversations:conversation", args=[block.conversation_id])

    def state(self, block: Block) -> str:
        if block.lifted_at:
            return _("Lifted")
        if block.until is None:
            return _("Until it is lifted")
        over = block.until < timezone.localdate()
        words = _("Over since %(date)s") if over else _("Until %(date)s")
        return words % {"date": day_in_words(block.until)}

    @cached_property
    def no_results_message(self):
        return _("Nobody is blocked. Block somebody on the screen of what they wrote.")


class BlockMenuItem(MenuItem):
    def is_shown(self, request):
        return policy_registry.get_by_type(Block).user_has_permission(request.user, "view")


class BlockViewSet(ViewSet):
    name = "backstage_blocks"
    url_prefix = "backstage/blocks"
    menu_label = gettext_lazy("Blocked people")
    menu_name = "blocks"
    icon = "no-view"
    menu_item_class = BlockMenuItem

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            index_url_name=self.get_url_name("index"),
            index_results_url_name=self.get_url_name("index_results"),
            **kwargs,
        )

    def get_urlpatterns(self):
        view = BlockedPeopleView
        return [
            path("", self.construct_view(view), name="index"),
            path("results/", self.construct_view(view, results_only=True), name="index_results"),
        ]
