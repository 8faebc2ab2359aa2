"""The screen of a keeper: is what the public reads still true?"""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..experts.models import Expert
from ..numbers import number_in
from . import reports, upkeep
from .keeping import is_editor, keeper_of, may_keep, possible_keepers, to_verify_by
from .public import PublishedThread

OTHERS = 20


class HandOverForm(forms.Form):
    """Whom to ask from now on."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Who keeps it from now on"),
        queryset=Expert.objects.none(),
        required=False,
        empty_label=gettext_lazy("The editors"),
    )

    def __init__(self, data=None, *, row: PublishedThread) -> None:
        super().__init__(data, auto_id="keep-%s", label_suffix="")
        self.fields["to"].queryset = possible_keepers(row)  # type: ignore[attr-defined]


class KeepView(WagtailAdminTemplateMixin, View):
    """Confirm, correct or hand over; for the keeper and for editors."""

    http_method_names = ["get", "head", "post"]
    template_name = "backstage_qa/admin/threads/keep.html"
    header_icon = "history"
    edit_url_name = None
    index_url_name = None
    keep_url_name = None

    def dispatch(self, request, *args, **kwargs):
        row = PublishedThread.objects.public().filter(thread=kwargs["pk"]).first()
        if row is None and is_editor(request.user):
            raise Http404
        if row is None or not may_keep(request.user, row):
            return permission_denied(request)
        self.row, self.form = row, HandOverForm(request.POST or None, row=row)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Still true?")

    def get_breadcrumbs_items(self):
        above = []
        if is_editor(self.request.user):
            edit = reverse(self.edit_url_name, args=[self.row.thread_id])
            above.append({"url": reverse(self.index_url_name), "label": _("Threads")})
            above.append({"url": edit, "label": self.row.title})
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        others = to_verify_by(self.request.user).exclude(pk=self.row.pk).for_lists()
        edit = reverse(self.edit_url_name, args=[self.row.thread_id])
        return super().get_context_data(
            row=self.row,
            form=self.form,
            keeper=keeper_of(self.row),
            edit_url=edit if is_editor(self.request.user) else "",
            report_url=_report_address(self.row),
            reports=self.row.reports.filter(closed_at=None),
            others=[(other, self.address_of(other)) for other in others[:OTHERS]],
            **kwargs,
        )

    def address_of(self, row: PublishedThread) -> str:
        return reverse(self.keep_url_name, args=[row.thread_id])

    def get(self, request, pk):
        return self.render_to_response(self.get_context_data())

    def post(self, request, pk):
        if request.POST.get("verb") == "verify":
            upkeep.verify(row=self.row, by=request.user)
            messages.success(request, _("Thank you. Its page says that it was verified today."))
        elif request.POST.get("verb") == "close":
            return self._close(request)
        elif self.form.is_valid():
            upkeep.hand_over(row=self.row, by=request.user, to=self.form.cleaned_data["to"])
            messages.success(request, _("It is handed over."))
        else:
            return self.render_to_response(self.get_context_data(), status=422)
        return redirect(self._next())

    def _close(self, request):
        waiting = self.row.reports.filter(pk=number_in(request.POST.get("report", "")))
        try:
            answer = request.POST.get("answer", "")
            reports.close(report=get_object_or_404(waiting), by=request.user, answer=answer)
        except ValidationError as error:
            context = self.get_context_data(problem=" ".join(error.messages), typed=answer)
            return self.render_to_response(context, status=422)
        messages.success(request, _("The report is closed."))
        return redirect(self.address_of(self.row))

    def _next(self) -> str:
        """What else waits for this person, until nothing does."""
        if waiting := to_verify_by(self.request.user).for_lists().first():
            return self.address_of(waiting)
        if is_editor(self.request.user):
            return reverse(self.index_url_name)
        return reverse("wagtailadmin_home")


def _report_address(row: PublishedThread) -> str:
    """Where a keeper who may not edit says what has changed; "" without public pages of ours."""
    try:
        return reverse("backstage_qa:thread_report", args=[row.pk])
    except NoReverseMatch:
        return ""
