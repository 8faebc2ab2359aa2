"""The screen of a draft: what was said beside what will be read, and what is left to decide."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..audit.recording import record_opened
from ..conversations.desk.noticing import KINDS
from ..conversations.models import Message
from .adding import add_messages, left_out
from .confirming import Found, confirm, unconfirmed
from .desk import MessagesField
from .public import PublishedThread
from .relating import proposed_for, relate
from .screens import ThreadScreen
from .side_by_side import pairs

# To a second click, and to a tab that was open for long
CHANGED = gettext_lazy("This has changed meanwhile. Please look again at what is offered now.")


def in_words(found: Found) -> str:
    """What was found, of which kind, and where."""
    where = found.entry.get_kind_display() if found.entry else _("Question or short answer")
    words = {"text": found.finding.text, "kind": KINDS[found.finding.kind], "where": where}
    return _("“%(text)s” (%(kind)s, in: %(where)s)") % words


class ConfirmForm(forms.Form):
    """Each finding is ticked by itself."""

    fingerprints = forms.MultipleChoiceField(
        label=gettext_lazy("This may be public"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Tick what may be public, or change the text."),
            "invalid_choice": CHANGED,
        },
    )

    def __init__(self, data=None, *, found: dict[str, Found]) -> None:
        super().__init__(data, auto_id="confirm-%s", label_suffix="")
        choices = [(key, in_words(one)) for key, one in found.items()]
        self.fields["fingerprints"].choices = choices  # type: ignore[attr-defined]


class AddForm(forms.Form):
    messages = MessagesField(
        label=gettext_lazy("Messages that are not in it"),
        queryset=Message.objects.none(),
        error_messages={
            "required": gettext_lazy("Choose at least one message."),
            "invalid_choice": CHANGED,
        },
    )

    def __init__(self, data=None, *, offered) -> None:
        super().__init__(data, auto_id="add-%s", label_suffix="")
        self.fields["messages"].queryset = offered  # type: ignore[attr-defined]


class RelateForm(forms.Form):
    rows = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Threads most like it"),
        queryset=PublishedThread.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one thread."),
            "invalid_choice": CHANGED,
        },
    )

    def __init__(self, data=None, *, proposed: list[PublishedThread]) -> None:
        super().__init__(data, auto_id="relate-%s", label_suffix="")
        rows = PublishedThread.objects.filter(pk__in=[row.pk for row in proposed])
        self.fields["rows"].queryset = rows  # type: ignore[attr-defined]


class SideBySideView(ThreadScreen):
    """Nothing is ticked beforehand: what is found is confirmed one by one."""

    template_name = "backstage_qa/admin/threads/side_by_side.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.draft = self.thread.get_latest_revision_as_object()

    def get_page_title(self):
        return _("Said and read")

    def get_context_data(self, **kwargs):
        user = self.request.user
        offered = left_out(self.draft, user)
        kwargs.setdefault("confirm_form", ConfirmForm(found=unconfirmed(self.draft)))
        kwargs.setdefault("add_form", AddForm(offered=offered))
        kwargs.setdefault("relate_form", RelateForm(proposed=proposed_for(self.draft)))
        shown = pairs(self.draft, user)
        seen = {pair.message.conversation_id for pair in shown if pair.message}
        for conversation in seen | {message.conversation_id for message in offered}:
            record_opened(conversation, by=user)
        return super().get_context_data(draft=self.draft, pairs=shown, **kwargs)

    def get(self, request, pk):
        return self.render_to_response(self.get_context_data())

    def post(self, request, pk):
        if "add" in request.POST:
            return self.add()
        return self.relate() if "relate" in request.POST else self.confirm()

    def add(self):
        form = AddForm(self.request.POST, offered=left_out(self.draft, self.request.user))
        if form.is_valid():
            chosen = form.cleaned_data["messages"]
            try:
                add_messages(thread=self.thread, messages=chosen, by=self.request.user)
            except ValidationError as problem:
                form.add_error("messages", problem)
            else:
                return self.done(_("They stand at the end of the draft."))
        return self.render_to_response(self.get_context_data(add_form=form), status=422)

    def relate(self):
        form = RelateForm(self.request.POST, proposed=proposed_for(self.draft))
        if form.is_valid():
            try:
                relate(thread=self.thread, rows=form.cleaned_data["rows"], by=self.request.user)
            except ValidationError as problem:
                form.add_error("rows", problem)
            else:
                return self.done(_("They are related to it from its next publication on."))
        return self.render_to_response(self.get_context_data(relate_form=form), status=422)

    def confirm(self):
        form = ConfirmForm(self.request.POST, found=unconfirmed(self.draft))
        if form.is_valid():
            chosen = form.cleaned_data["fingerprints"]
            confirm(thread=self.thread, fingerprints=chosen, by=self.request.user)
            return self.done(_("What you ticked may be public."))
        return self.render_to_response(self.get_context_data(confirm_form=form), status=422)

    def done(self, said: str):
        messages.success(self.request, said)
        return redirect(self.request.path)
