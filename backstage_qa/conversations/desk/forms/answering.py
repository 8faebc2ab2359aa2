"""What the staff write: answers, requests, holding replies, notes among themselves."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ....conf import backstage_settings
from ...fields import DayInput, TextField
from ...models import Conversation, Message
from ...proposals import proposed_for
from ...states import Status
from .base import WritingForm


def for_others_too(conversation: Conversation) -> str:
    """For how many more people it is; "" where there is nobody else."""
    others = conversation.merged_from.filter(status=Status.MERGED).count()
    words = ngettext(
        "%(others)d other person who asked the same gets it too: call nobody by name.",
        "%(others)d others who asked the same get it too: call nobody by name.",
        others,
    )
    return words % {"others": others} if others else ""


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

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        proposed = proposed_for(self.conversation)
        self.initial["text"] = proposed.text if proposed else ""
        if self.conversation.was_asked_at_meeting:
            self.fields["text"].help_text = _(
                "Asked at the meeting: nobody is written to. The thread is drawn from it."
            )

    @property
    def intro(self) -> str:  # type: ignore[override]
        """Where its words come from, or for how many more people it is."""
        if proposed_for(self.conversation):
            return _("This was said in the film. Correct it until it reads well, then send it.")
        return for_others_too(self.conversation)


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


class AskForDetailForm(WritingForm):
    verb = "ask_for_detail"
    title = gettext_lazy("Ask for a detail")
    submit = gettext_lazy("Ask the candidate")
    submit_next = gettext_lazy("Ask and next")
    intro = gettext_lazy("What you need to answer well. It is not an answer: our date stands.")
    text = TextField(
        label=gettext_lazy("Question back to the candidate"),
        rows=4,
        error_messages={"required": gettext_lazy("Write what you need to know.")},
    )


class HoldForm(WritingForm):
    verb = "hold"
    title = gettext_lazy("Send a holding reply")
    submit = gettext_lazy("Send the holding reply")
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

    @property
    def intro(self) -> str:  # type: ignore[override]
        says = _("Says why the answer takes longer, and until when. It is not an answer.")
        return f"{says} {for_others_too(self.conversation)}".rstrip()


class HoldMergedForm(HoldForm):
    verb = "hold_merged"


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
