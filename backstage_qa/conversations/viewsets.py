"""The desk as Wagtail sees it: a list, one screen a conversation, one address a verb."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import policy_registry, register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from ..choosers import TranslatedChooserViewSet
from ..registers import SheetIndexView, YesNoColumn
from .desk.forms import FORMS
from .desk.listing import DeskView
from .desk.policy import DeskPolicy
from .desk.views import ActView, ConversationView
from .models import Conversation
from .reasons import DeclineReason


class DeskMenuItem(MenuItem):
    """Shown to whoever may have something on the desk."""

    def is_shown(self, request):
        return policy_registry.get_by_type(Conversation).user_has_permission(request.user, "view")


class DeclineReasonViewSet(SnippetViewSet):
    """Editors word them, put them in order, and stop to offer one; none has to be deleted."""

    model = DeclineReason
    icon = "cross"
    index_view_class = SheetIndexView
    export_filename = "reasons-to-decline"
    menu_label = _("Reasons to decline")
    menu_name = "decline-reasons"
    list_display = ["name", "language", YesNoColumn("is_offered", label=_("Offered"))]
    list_filter = ["language", "is_offered"]
    search_fields = ["name"]
    panels = [FieldPanel(name) for name in ("language", "name", "text", "fits", "is_offered")]
    chooser_viewset_class = TranslatedChooserViewSet
    copy_view_enabled = False


class ConversationViewSet(ViewSet):
    """No add, edit, delete, copy or usage: a conversation changes by its verbs."""

    name = "backstage_conversations"
    url_prefix = "backstage/conversations"
    menu_label = _("Conversations")
    menu_name = "conversations"
    icon = "comment"
    menu_item_class = DeskMenuItem

    def on_register(self):
        super().on_register()
        register_permission_policy(Conversation, DeskPolicy(Conversation))

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            index_url_name=self.get_url_name("index"),
            index_results_url_name=self.get_url_name("index_results"),
            detail_url_name=self.get_url_name("conversation"),
            header_icon=self.icon,
            **kwargs,
        )

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(DeskView), name="index"),
            path(
                "results/", self.construct_view(DeskView, results_only=True), name="index_results"
            ),
            path("<backstage_id:pk>/", self.construct_view(ConversationView), name="conversation"),
            *(
                path(
                    f"<backstage_id:pk>/{verb}/", self.construct_view(ActView, verb=verb), name=verb
                )
                for verb in FORMS
            ),
        ]
