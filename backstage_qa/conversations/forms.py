"""What a candidate may write, and nothing else. HTML and API check by the same forms."""

import datetime
import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ..professions.known import open_professions
from ..professions.models import Profession
from .fields import DayInput, LineField, ProfessionField, TextField
from .models import Conversation, Message
from .occasions import meeting_to_come
from .pseudonyms import pseudonym
from .sources import known_source


class WordedForm(forms.Form):
    """Labels are sentences of their own: no colon after them."""

    def __init__(self, data=None, **kwargs) -> None:
        super().__init__(data, label_suffix="", **kwargs)


class AskForm(WordedForm):
    """A question, before it is sent. ``key`` makes sending it twice harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    source = forms.CharField(widget=forms.HiddenInput, required=False)
    meeting = forms.CharField(widget=forms.HiddenInput, required=False)
    profession = ProfessionField(
        label=gettext_lazy("Which profession is it about?"),
        error_messages={
            "required": gettext_lazy("Choose a profession."),
            "invalid_choice": gettext_lazy("Choose a profession that is open to questions."),
        },
    )
    subject = LineField(
        label=gettext_lazy("Your question in one line"),
        max_length=Conversation._meta.get_field("subject").max_length,
        help_text=gettext_lazy("For example: “What does a first month look like?”"),
        error_messages={"required": gettext_lazy("Write your question in one line.")},
    )
    text = TextField(
        label=gettext_lazy("Your question in full"),
        help_text=gettext_lazy(
            "Say where you stand and what you wonder about. No question is silly."
        ),
        rows=8,
        error_messages={"required": gettext_lazy("Write your question.")},
    )
    public_name = LineField(
        label=gettext_lazy("The name we show"),
        max_length=Conversation._meta.get_field("public_name").max_length,
        help_text=gettext_lazy("A first name or a pseudonym. You choose; we proposed one."),
        error_messages={"required": gettext_lazy("Choose a name, or keep the one we proposed.")},
    )
    interview_on = forms.DateField(
        label=gettext_lazy("Do you have an interview soon? (optional)"),
        help_text=gettext_lazy(
            "Give its date, and the answer is due before it. It is never published."
        ),
        required=False,
        widget=DayInput,
        error_messages={"invalid": gettext_lazy("Write a date such as 2027-01-31.")},
    )
    consent = forms.BooleanField(
        label=gettext_lazy("You may publish my question and its answers"),
        help_text=gettext_lazy(
            "It helps others. An editor first removes what could identify you. You can "
            "change your mind at any time, and you are answered either way."
        ),
        required=False,
    )

    def __init__(self, data=None, *, language: str | None = None, **kwargs) -> None:
        super().__init__(data, **kwargs)
        self.language = language or get_language()
        self.open_ones = open_professions(self.language)
        self.fields["profession"].offer(self.open_ones)
        limits = {"min": timezone.localdate(), "max": self._latest_interview()}
        self.fields["interview_on"].widget.attrs |= {k: d.isoformat() for k, d in limits.items()}

    @classmethod
    def empty(
        cls,
        *,
        profession: Profession | None,
        public_name: str = "",
        subject: str = "",
        source: str = "",
        meeting: str = "",
    ) -> "AskForm":
        """A fresh form: with a token of its own and a name proposed."""
        return cls(
            initial={
                "key": uuid.uuid4(),
                "source": source,
                "meeting": meeting,
                "profession": profession and profession.slug,
                "public_name": public_name or pseudonym(),
                "subject": subject,
            }
        )

    def clean_source(self) -> str:
        return known_source(self.cleaned_data["source"])

    def clean_meeting(self):
        """The meeting to come that it is asked for; None once it is over or cancelled."""
        return meeting_to_come(self.cleaned_data["meeting"], self.language)

    def clean_interview_on(self):
        day = self.cleaned_data["interview_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Leave it empty if you like."))
        if day and day > self._latest_interview():
            raise forms.ValidationError(_("This day is more than a year ahead. Is the year right?"))
        return day

    @staticmethod
    def _latest_interview() -> datetime.date:
        return timezone.localdate() + datetime.timedelta(days=366)

    def as_sent(self) -> dict[str, str]:
        """The fields as the person wrote them, to be kept until they are sent."""
        return {name: self.data[name] for name in self.fields if self.data.get(name)}


class EditQuestionForm(WordedForm):
    """A question nobody has answered yet. ``version`` is what the person had before their eyes.

    A follow-up has no line of its own: the conversation keeps its name.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    subject = LineField(
        label=gettext_lazy("Your question in one line"),
        max_length=Conversation._meta.get_field("subject").max_length,
        error_messages={"required": gettext_lazy("Write your question in one line.")},
    )
    text = TextField(
        label=gettext_lazy("Your question in full"),
        rows=8,
        error_messages={"required": gettext_lazy("Write your question.")},
    )

    def __init__(self, data=None, *, question: Message, **kwargs) -> None:
        super().__init__(data, **kwargs)
        self.question = question
        if question.kind != Message.Kind.QUESTION:
            del self.fields["subject"]

    @classmethod
    def of(
        cls, conversation: Conversation, question: Message, draft: dict[str, str] | None = None
    ) -> "EditQuestionForm":
        """Filled with the present text, or with one that was typed before."""
        present = {"subject": conversation.subject, "text": question.text}
        initial = {"version": question.version, **present, **(draft or {})}
        return cls(question=question, initial=initial)

    def at_version(self, version: int) -> "EditQuestionForm":
        """The same text, now written in the knowledge of another version."""
        data = {**self.data.dict(), "version": version}
        return type(self)(data, question=self.question)


class WriteForm(WordedForm):
    """A text that joins a conversation; ``key`` makes sending it twice harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    prefix_of_ids = "write"

    def __init__(self, data=None, **kwargs) -> None:
        super().__init__(data, auto_id=f"{self.prefix_of_ids}-%s", **kwargs)

    @classmethod
    def empty(cls, draft: dict[str, str] | None = None) -> "WriteForm":
        """With a token of its own, and the text that was typed before, if any."""
        return cls(initial={"key": uuid.uuid4(), **(draft or {})})


class DetailForm(WriteForm):
    prefix_of_ids = "detail"
    text = TextField(
        label=gettext_lazy("What you would like to add"),
        error_messages={"required": gettext_lazy("Write what you would like to add.")},
    )


class FollowUpForm(WriteForm):
    prefix_of_ids = "follow-up"
    text = TextField(
        label=gettext_lazy("Ask on"),
        error_messages={"required": gettext_lazy("Write your question.")},
    )


class ThankForm(WriteForm):
    prefix_of_ids = "thank"
    text = TextField(
        label=gettext_lazy("A few words, if you like"),
        rows=2,
        required=False,
    )

    def clean_text(self) -> str:
        return self.cleaned_data["text"] or _("Thank you!")


class ConsentForm(forms.Form):
    consent = forms.BooleanField(required=False)
