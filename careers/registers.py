"""Operational registers in the admin: the mails, and what all registers share."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import HistoryView, IndexView

from backstage_qa.models import Notification

Kind = Notification.Kind
FOR_TEAM = {Kind.ASSIGNED, Kind.FOLLOW_UP, Kind.DETAIL, Kind.REVIEW, Kind.REPORTED}


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


class FilteredIndexView(IndexView):
    """Narrowed by the filters that it shows, and by nothing else.

    Modeladmin's own takes any lookup from the address, ``?recipient__password__startswith=``
    too, and fails for one that it does not understand.
    """

    def get_filters(self, request):
        *filters, others, distinct = super().get_filters(request)
        if others:
            raise Http404
        return *filters, others, distinct

    def get_queryset(self, request=None):
        try:
            return super().get_queryset(request)
        except IncorrectLookupParameters as error:
            raise Http404 from error


class Register(ModelAdmin):
    """What all registers share."""

    index_view_class = FilteredIndexView
    history_view_class = GuardedHistoryView
    list_per_page = 50

    def get_index_view_extra_css(self) -> list[str]:
        return ["careers/register.css"]


class MailRegister(Register):
    """To whom, which, when, state. The rows hold no text, and the list leads nowhere."""

    model = Notification
    permission_helper_class = ReadOnly
    menu_label = _("Mails")
    menu_icon = "mail"
    menu_order = 900
    history_view_enabled = False
    list_display = ("to_whom", "kind", "language", "created_at", "sent_at", "state", "attempts")
    list_filter = ("state", "kind", "language", "created_at")
    list_select_related = ("recipient",)

    def get_list_display(self, request):
        """Addresses are for administrators: who asks is promised that who answers sees none."""
        to_whom, *others = super().get_list_display(request)
        return ("address" if request.user.is_superuser else to_whom, *others)

    def get_search_fields(self, request):
        return ("recipient__email",) if request.user.is_superuser else ()

    def address(self, mail: Notification) -> str:
        return mail.recipient.email

    address.short_description = _("To")
    address.admin_order_field = "recipient__email"

    def to_whom(self, mail: Notification) -> str:
        if mail.kind not in FOR_TEAM:
            return gettext("a candidate")
        return mail.recipient.get_full_name() or gettext("a colleague")

    to_whom.short_description = _("To")

    def get_admin_urls_for_registration(self):
        """The list and nothing else: no address adds, changes or deletes a row."""
        index_name = self.url_helper.get_action_url_name("index")
        urls = super().get_admin_urls_for_registration()
        return tuple(url for url in urls if url.name == index_name)
