"""The screen of editors: who objects to a thread, and what they are answered."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ..numbers import number_in
from . import objections
from .models import Thread
from .objections import Objection

DESK = "backstage_conversations:conversation"


def who(objection: Objection) -> str:
    """As the staff knows them; never an address."""
    if objection.conversation:
        return objection.conversation.public_name
    expert = getattr(objection.person, "backstage_expert", None)
    return expert.name if expert else _("Somebody who was erased")


class ObjectionsView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """Those that are open, each with its answer; those that are closed."""

    http_method_names = ["get", "head", "post"]
    template_name = "backstage_qa/admin/threads/objections.html"
    permission_required = "change"
    model = Thread
    edit_url_name = None
    index_url_name = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.thread = get_object_or_404(Thread, pk=kwargs["pk"])
        self.edit_url = reverse(self.edit_url_name, args=[self.thread.pk])

    def get_page_title(self):
        return _("Objections")

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": _("Threads")},
            {"url": self.edit_url, "label": str(self.thread)},
            {"url": "", "label": self.get_page_title()},
        ]

    def of_thread(self):
        said = Objection.objects.filter(published_thread__thread=self.thread)
        return said.select_related("conversation", "person__backstage_expert", "closed_by")

    def get_context_data(self, **kwargs):
        rows = [
            {
                "objection": row,
                "who": who(row),
                "url": reverse(DESK, args=[row.conversation_id]) if row.conversation_id else "",
            }
            for row in self.of_thread()
        ]
        return super().get_context_data(
            thread=self.thread,
            waiting=[row for row in rows if not row["objection"].closed_at],
            closed=[row for row in rows if row["objection"].closed_at],
            edit_url=self.edit_url,
            **kwargs,
        )

    def get(self, request, pk):
        return self.render_to_response(self.get_context_data())

    def post(self, request, pk):
        number = number_in(request.POST.get("objection", ""))
        objection = get_object_or_404(self.of_thread(), pk=number)
        answer = request.POST.get("answer", "")
        try:
            objections.close(objection=objection, by=request.user, answer=answer)
        except ValidationError as error:
            problem = " ".join(error.messages)
            context = self.get_context_data(problem=problem, typed=answer)
            return self.render_to_response(context, status=422)
        messages.success(request, _("The objection is closed."))
        return redirect(request.path)
