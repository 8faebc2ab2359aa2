"""The screen on which an editor chooses what a thread takes over from those it replaces."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..html import to_plain_text
from .models import Entry, Thread
from .screens import ThreadScreen
from .taking_over import offered, take_over


class EntriesField(forms.ModelMultipleChoiceField):
    """Each entry with who said it, and what."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, entry: Entry) -> str:
        parts = (entry.get_kind_display(), entry.author_name, to_plain_text(entry.text))
        return " · ".join(part for part in parts if part)


class TakeOverForm(forms.Form):
    entries = EntriesField(
        queryset=Entry.objects.none(), label=gettext_lazy("What is taken over"), required=False
    )

    def __init__(self, data=None, *, thread: Thread) -> None:
        super().__init__(data, auto_id="take-over-%s", label_suffix="")
        choices = Entry.objects.filter(pk__in=[entry.pk for entry in offered(thread)])
        choices = choices.order_by("thread", "sort_order")
        self.fields["entries"].queryset = choices  # type: ignore[attr-defined]


class TakeOverView(ThreadScreen):
    """Nothing is chosen beforehand; what is goes into the draft, and through review."""

    template_name = "backstage_qa/admin/threads/take_over.html"

    def get_page_title(self):
        return _("Take over")

    def get_context_data(self, **kwargs):
        draft = self.thread.get_latest_revision_as_object()
        said = [(entry, to_plain_text(entry.text)) for entry in draft.entries.all()]
        return super().get_context_data(said=said, **kwargs)

    def get(self, request, pk):
        form = TakeOverForm(thread=self.thread)
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request, pk):
        form = TakeOverForm(request.POST, thread=self.thread)
        if form.is_valid():
            try:
                take_over(thread=self.thread, entries=form.cleaned_data["entries"], by=request.user)
            except ValidationError as problem:
                form.add_error("entries", problem)
            else:
                said = _("They stand at the end of the draft. Put them in order, then submit it.")
                messages.success(request, said)
                return redirect(self.edit_url)
        return self.render_to_response(self.get_context_data(form=form), status=422)
