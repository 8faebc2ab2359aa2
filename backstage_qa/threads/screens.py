"""What the screens of one thread have in common, beside its editor."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from .models import Thread


class ThreadScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """For those who may change threads; it leads back to the editor."""

    http_method_names = ["get", "head", "post"]
    permission_required = "change"
    model = Thread
    edit_url_name = None
    index_url_name = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.thread = get_object_or_404(Thread, pk=kwargs["pk"])
        self.edit_url = reverse(self.edit_url_name, args=[self.thread.pk])

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": _("Threads")},
            {"url": self.edit_url, "label": str(self.thread)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(thread=self.thread, edit_url=self.edit_url, **kwargs)
