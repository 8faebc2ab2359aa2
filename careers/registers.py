"""Operational registers in the admin: the mails, and what all registers share."""

from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import HistoryView

from backstage_qa.models import Notification


class ReadOnly(PermissionHelper):
    """Listed for those with the permission to view; changed by nobody."""

    def user_can_list(self, user):
        return self.user_has_specific_permission(user, self.get_perm_codename("view"))

    def user_can_inspect_obj(self, user, obj):
        return False

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class GuardedHistoryView(HistoryView):
    """For those who may change the row; modeladmin's own is open to all staff."""

    def check_action_permitted(self, user):
        return self.permission_helper.user_can_edit_obj(user, self.instance)


class MailRegister(ModelAdmin):
    """To whom, which, when, state. The rows hold no text, and the list leads nowhere."""

    model = Notification
    permission_helper_class = ReadOnly
    menu_label = _("Mails")
    menu_icon = "mail"
    menu_order = 900
    history_view_enabled = False
    list_display = ("to", "kind", "language", "created_at", "sent_at", "state", "attempts")
    list_display_add_buttons = "to"
    list_filter = ("state", "kind", "language", "created_at")
    list_per_page = 50
    list_select_related = ("recipient",)
    search_fields = ("recipient__email",)

    def to(self, mail: Notification) -> str:
        return mail.recipient.get_username()

    to.short_description = _("To")
    to.admin_order_field = "recipient__email"

    def get_admin_urls_for_registration(self):
        """The list and nothing else: no address adds, changes or deletes a row."""
        index_name = self.url_helper.get_action_url_name("index")
        urls = super().get_admin_urls_for_registration()
        return tuple(url for url in urls if url.name == index_name)
