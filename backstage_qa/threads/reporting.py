"""A reader says that something is no longer true; on a page of its own, as forms need a cookie."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ..caching import private_view
from ..conversations.forms import TextField
from .public import PublishedThread
from .reports import report

MAX_REASON = 2000


class ReportForm(forms.Form):
    reason = TextField(
        label=gettext_lazy("What is no longer true?"),
        help_text=gettext_lazy("A sentence is enough. Leave out who you are."),
        rows=4,
        max_length=MAX_REASON,
    )

    def __init__(self, data=None) -> None:
        super().__init__(data, auto_id="report-%s", label_suffix="")


@private_view
@require_http_methods(["GET", "HEAD", "POST"])
def report_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and thanks; no account is needed."""
    thread = get_object_or_404(PublishedThread.objects.public().for_lists(), pk=pk)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        by = request.user if request.user.is_authenticated else None
        report(row=thread, reason=form.cleaned_data["reason"], by=by)
        return redirect(f"{reverse('backstage_qa:thread_report', args=[pk])}?thanks")
    context = {"thread": thread, "form": form, "is_thanked": "thanks" in request.GET}
    status = 422 if form.is_bound else 200
    return render(request, "backstage_qa/threads/report.html", context, status=status)
