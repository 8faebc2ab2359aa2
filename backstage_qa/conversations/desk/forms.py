"""What the staff may write on the desk: one form a verb, no field more than its action takes."""

import datetime
import uuid

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from ...conf import backstage_settings
from ...experts.models import Expert
from ..balance import experts_for
from ..forms import DayInput, TextField
from ..models import Conversation, Message
from ..states import Status
from .seen import seen_now


class DeskForm(forms.Form):
    """What a verb needs. ``seen_version`` is what the person had before their eyes.

    ``seen`` proves that it was this conversation.
    """

    verb = ""
    title: str | Promise = ""
    submit: str | Promise = ""
    intro: str | Promise = ""
    has_preview = False  # of the mail that it sends
    submit_next: str | Promise = ""  # does it, and leads to what waits next

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, conversation: Conversation) -> None:
        self.conversation = conversation
        initial = {
            "seen_version": conversation.version,
            "seen": seen_now(conversation),
            "key": uuid.uuid4(),
        }
        super().__init__(data, auto_id=f"{self.verb}-%s", initial=initial, label_suffix="")

    def arguments(self) -> dict:
        """The action's keyword arguments, besides the conversation and the person."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def focused(self) -> "DeskForm":
        """With the cursor in the first field that is wrong, else in the first."""
        names = [name for name in self.fields if not self.fields[name].widget.is_hidden]
        wrong = [name for name in names if self.is_bound and name in self.errors]
        for name in (wrong or names)[:1]:
            self.fields[name].widget.attrs["autofocus"] = True
        return self

    def at_version(self, version: int) -> "DeskForm":
        """The same text, now written in the knowledge of another version."""
        data = {**self.data.dict(), "seen_version": version}
        return type(self)(data, conversation=self.conversation)


class WritingForm(DeskForm):
    """For verbs that leave a message; ``key`` makes sending it twice harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class AnswerForm(WritingForm):
    verb = "answer"
    title = gettext_lazy("Write an answer")
    submit = gettext_lazy("Send the answer")
    submit_next = gettext_lazy("Send and next")
    text = TextField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("The candidate reads it at once, with your name."),
        rows=8,
        error_messages={"required": gettext_lazy("Write your answer.")},
    )

    @property
    def intro(self) -> str:  # type: ignore[override]
        """For how many more people it is."""
        others = self.conversation.merged_from.filter(status=Status.MERGED).count()
        words = ngettext(
            "%(others)d other person who asked the same gets it too: call nobody by name.",
            "%(others)d others who asked the same get it too: call nobody by name.",
            others,
        )
        return words % {"others": others} if others else ""


class AnswerMergedForm(WritingForm):
    verb = "answer_merged"
    title = gettext_lazy("Answer this one by itself")
    submit = gettext_lazy("Send the answer")
    intro = gettext_lazy("Without waiting for the conversation that it was merged into.")
    text = TextField(
        label=gettext_lazy("Your answer"),
        rows=6,
        error_messages={"required": gettext_lazy("Write your answer.")},
    )


class HoldForm(WritingForm):
    verb = "hold"
    title = gettext_lazy("Send a holding reply")
    submit = gettext_lazy("Send the holding reply")
    intro = gettext_lazy("Says why the answer takes longer, and until when. It is not an answer.")
    reason = forms.ChoiceField(label=gettext_lazy("Reason"), choices=Message.HoldReason.choices)
    until = forms.DateField(
        label=gettext_lazy("You will answer by"),
        widget=DayInput,
        error_messages={
            "required": gettext_lazy("Choose a day."),
            "invalid": gettext_lazy("Write a date such as 2027-01-31."),
        },
    )
    text = TextField(
        label=gettext_lazy("Message to the candidate"),
        rows=4,
        error_messages={"required": gettext_lazy("Write a message.")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        latest = today + datetime.timedelta(days=backstage_settings.MAX_HOLD_DAYS)
        limits = {"min": today + datetime.timedelta(days=1), "max": latest}
        self.fields["until"].widget.attrs.update({k: d.isoformat() for k, d in limits.items()})


class ExpertField(forms.ModelChoiceField):
    """Experts with what they already have to answer."""

    def label_from_instance(self, expert: Expert) -> str:
        waiting = ngettext("%(count)d open", "%(count)d open", expert.open_count)
        return f"{expert.name} ({waiting % {'count': expert.open_count}})"


class ExpertForm(DeskForm):
    expert = ExpertField(
        label=gettext_lazy("Expert"),
        help_text=gettext_lazy("Those of this profession who are not away, the least busy first."),
        queryset=Expert.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody yet: whoever of the profession takes it"),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expert"].queryset = experts_for(self.conversation)


class AcceptForm(ExpertForm):
    verb = "accept"
    title = gettext_lazy("Accept")
    submit = gettext_lazy("Accept the question")
    submit_next = gettext_lazy("Accept and next")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            least_busy = self.fields["expert"].queryset.first()
            self.initial["expert"] = least_busy and least_busy.pk


class AssignForm(ExpertForm):
    verb = "assign"
    title = gettext_lazy("Assign")
    submit = gettext_lazy("Assign the conversation")


class NoteForm(WritingForm):
    verb = "note"
    title = gettext_lazy("Write an internal note")
    submit = gettext_lazy("Save the note")
    intro = gettext_lazy("Read by colleagues only, never by the candidate.")
    text = TextField(
        label=gettext_lazy("Note"),
        rows=3,
        error_messages={"required": gettext_lazy("Write a note.")},
    )

    def arguments(self) -> dict:
        # A note never overwrites anything: it needs no version.
        return {name: self.cleaned_data[name] for name in ("text", "key")}


class DeclineForm(WritingForm):
    verb = "decline"
    title = gettext_lazy("Decline")
    submit = gettext_lazy("Decline the question")
    submit_next = gettext_lazy("Decline and next")
    has_preview = True
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"), choices=Conversation.DeclineReason.choices
    )
    text = TextField(
        label=gettext_lazy("Message to the candidate"),
        help_text=gettext_lazy("Say where to go instead."),
        rows=4,
        error_messages={"required": gettext_lazy("Write a message.")},
    )


class MarkSpamForm(DeskForm):
    verb = "mark_spam"
    title = gettext_lazy("Mark as spam")
    submit = gettext_lazy("This is spam")
    submit_next = gettext_lazy("Spam, and next")

    @property
    def intro(self) -> str:  # type: ignore[override]
        """The sender is not told, and it can be undone for a while."""
        days = backstage_settings.SPAM_DAYS
        words = ngettext(
            "Nobody is told. You can undo it for %(days)d day.",
            "Nobody is told. You can undo it for %(days)d days.",
            days,
        )
        return words % {"days": days}


class RestoreForm(DeskForm):
    verb = "restore"
    title = gettext_lazy("This is not spam")
    submit = gettext_lazy("Put it back among the questions")
    intro = gettext_lazy("The answer is owed again, by the date first promised.")


class UnmergeForm(DeskForm):
    verb = "unmerge"
    title = gettext_lazy("This is another question")
    submit = gettext_lazy("Put it back among the questions")
    intro = gettext_lazy("It is by itself again. The date that was promised stands.")


class CloseForm(DeskForm):
    verb = "close"
    title = gettext_lazy("Close")
    submit = gettext_lazy("Close the conversation")
    intro = gettext_lazy("A follow-up of the candidate opens it again.")


ANSWERING = (AnswerForm, AnswerMergedForm, HoldForm, NoteForm)
SORTING = (AcceptForm, AssignForm, DeclineForm, MarkSpamForm, RestoreForm, UnmergeForm, CloseForm)
FORMS: dict[str, type[DeskForm]] = {form.verb: form for form in (*ANSWERING, *SORTING)}
