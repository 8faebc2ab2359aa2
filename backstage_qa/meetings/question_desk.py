"""The screen of a meeting's questions: those asked in advance, and those of the evening."""

import uuid

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..conversations import actions
from ..conversations.errors import ConversationError
from ..conversations.forms import LineField, TextField
from ..conversations.models import Conversation
from ..professions.models import Profession
from .desk import MeetingScreen
from .models import Meeting
from .public import PublishedMeeting
from .questions import questions_of


class EveningForm(forms.Form):
    """A question that nobody could answer. ``key`` makes sending it twice harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    profession = forms.ModelChoiceField(
        Profession.objects.none(), label=gettext_lazy("Profession that answers it")
    )
    subject = LineField(
        label=gettext_lazy("The question in one line"),
        max_length=Conversation._meta.get_field("subject").max_length,
    )
    text = TextField(
        label=gettext_lazy("What was asked, and what helps to answer it"),
        help_text=gettext_lazy("Leave out who asked."),
        rows=4,
    )

    def __init__(self, meeting: Meeting, data=None) -> None:
        about = meeting.professions.first()
        initial = {"key": uuid.uuid4(), "profession": about and about.pk}
        super().__init__(data, initial=initial, auto_id="evening-%s", label_suffix="")
        open_ones = Profession.objects.in_language(meeting.locale.language_code).open()
        self.fields["profession"].queryset = open_ones  # type: ignore[attr-defined]


class QuestionsView(MeetingScreen):
    """HR reads one line of each, without names; what the evening left open joins the queue."""

    template_name = "backstage_qa/admin/meetings/questions.html"
    questions_url_name = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.published = PublishedMeeting.objects.filter(meeting=self.meeting).first()

    def get_page_title(self):
        return _("Questions of the meeting")

    def get_context_data(self, form: EveningForm | None = None, **kwargs):
        questions, unread = questions_of(self.meeting)
        if self.published and not form:
            form = EveningForm(self.meeting)
        return super().get_context_data(questions=questions, unread=unread, form=form, **kwargs)

    def post(self, request, pk):
        form = EveningForm(self.meeting, request.POST)
        if self.published and form.is_valid():
            try:
                actions.ask_at_meeting(meeting=self.published, **form.cleaned_data, by=request.user)
            except ValidationError as error:
                form.add_error(None, error)
            except ConversationError as refusal:
                form.add_error(None, str(refusal))
        if not self.published or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.success(request, _("The question is in the queue, with a date for its answer."))
        return redirect(reverse(self.questions_url_name, args=[pk]))
