"""The screen of editors: who objects to a thread, and what they are answered."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ..numbers import number_in
from . import objections
from .objections import Objection
from .screens import ThreadScreen

DESK = "backstage_conversations:conversation"


def who(objection: Objection) -> str:
    """As the staff knows them; never an address."""
    if objection.conversation:
        return objection.conversation.public_name
    expert = getattr(objection.person, "backstage_expert", None)
    return expert.name if expert else _("Somebody who was erased")


class ObjectionsView(ThreadScreen):
    """Those that are open, each with its answer; those that are closed."""

    template_name = "backstage_qa/admin/threads/objections.html"

    def get_page_title(self):
        return _("Objections")

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
            waiting=[row for row in rows if not row["objection"].closed_at],
            closed=[row for row in rows if row["objection"].closed_at],
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
