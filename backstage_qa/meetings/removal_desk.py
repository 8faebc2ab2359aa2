"""The screen on which HR sees who asks to be taken out of a film, and says what came of it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ..numbers import number_in
from . import actions
from .models import Meeting
from .removals import Removal

LAST = 20  # closed ones that are shown


class CloseForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What came of it"),
        help_text=gettext_lazy(
            "Answer the person by e-mail first. Name, address and words of theirs are deleted"
            " when you close; the note and the dates stay."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Note what came of it.")},
    )

    def __init__(self, removal: Removal, data=None) -> None:
        super().__init__(data, auto_id=f"removal-{removal.pk}-%s", label_suffix="")


class RemovalsView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """Those that wait, each with its form, and the last ones that were closed."""

    http_method_names = ["get", "head", "post"]
    template_name = "backstage_qa/admin/meetings/removals.html"
    header_icon = "warning"
    page_title = gettext_lazy("Requests to be taken out of films")
    permission_required = "change"
    index_url_name = None
    film_url_name = None
    removals_url_name = None
    model = Meeting

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": _("Meetings")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, refused: CloseForm | None = None, **kwargs):
        removals = Removal.objects.select_related("meeting", "closed_by")
        waiting = [self._row(removal, refused) for removal in removals.open()]
        closed = removals.closed()[:LAST]
        return super().get_context_data(waiting=waiting, closed=closed, **kwargs)

    def _row(self, removal: Removal, refused: CloseForm | None) -> dict:
        form = CloseForm(removal)
        if refused and refused.auto_id == form.auto_id:
            form = refused
        meeting = removal.meeting.meeting_id
        film = reverse(self.film_url_name, args=[meeting]) if meeting else ""
        return {"removal": removal, "form": form, "film_url": film}

    def get(self, request):
        return self.render_to_response(self.get_context_data())

    def post(self, request):
        number = number_in(request.POST.get("removal", ""))
        removal = get_object_or_404(Removal, pk=number)
        form = CloseForm(removal, request.POST)
        if form.is_valid():
            try:
                actions.close_removal(
                    removal=removal, note=form.cleaned_data["note"], by=request.user
                )
            except ValidationError as error:
                form.add_error("note", error)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(refused=form), status=422)
        messages.success(request, _("The request is closed."))
        return redirect(self.removals_url_name)
