"""What becomes of a question: accepted, assigned, declined, set aside, closed."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ....conf import backstage_settings
from ....experts.models import Expert
from ...balance import experts_for
from ...fields import DayInput, TextField
from ...proposals import proposed_for
from ...reasons import DeclineReason
from ..noticing import seems_to_be
from .base import DeskForm, WritingForm


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
            there = self.fields["expert"].queryset
            proposed = proposed_for(self.conversation)
            spoke = there.filter(pk=proposed.expert_id).first() if proposed else None
            first = spoke or there.first()  # the least busy
            self.initial["expert"] = first and first.pk


class AssignForm(ExpertForm):
    verb = "assign"
    title = gettext_lazy("Assign")
    submit = gettext_lazy("Assign the conversation")


class ReasonSelect(forms.Select):
    """With the message that each reason proposes, for the script that fills it in."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if value:
            option["attrs"]["data-text"] = value.instance.text
        return option


class DeclineForm(WritingForm):
    verb = "decline"
    title = gettext_lazy("Decline")
    submit = gettext_lazy("Decline the question")
    submit_next = gettext_lazy("Decline and next")
    has_preview = True
    reason = forms.ModelChoiceField(
        label=gettext_lazy("Reason"),
        queryset=DeclineReason.objects.none(),
        empty_label=gettext_lazy("Choose a reason"),  # nothing takes a refusal back
        widget=ReasonSelect,
    )
    text = TextField(
        label=gettext_lazy("Message to the candidate"),
        help_text=gettext_lazy(
            "Say where to go instead. Left empty, the message of the reason is sent."
        ),
        rows=4,
        required=False,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offered = DeclineReason.objects.offered_in(self.conversation.language)
        self.fields["reason"].queryset = offered  # type: ignore[attr-defined]
        self.seems_about = seems_to_be(self.conversation)
        if not self.is_bound:
            self.initial["reason"] = offered.fitting(self.seems_about).first()

    def clean(self) -> dict:
        sent = super().clean() or {}
        reason = sent.get("reason")
        if reason and "text" not in self.errors and not sent["text"]:
            sent["text"] = reason.text
            if not reason.text:
                self.add_error("text", _("Write a message."))
        return sent


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


class AskConsentForm(DeskForm):
    verb = "ask_consent"
    title = gettext_lazy("Ask for consent to publication")
    submit = gettext_lazy("Ask by mail")
    intro = gettext_lazy(
        "The candidate did not agree to publication. One mail says what would be published, and "
        "leads to their own page, where they decide. It is sent once."
    )


class BlockForm(DeskForm):
    verb = "block"
    title = gettext_lazy("Block this person")
    submit = gettext_lazy("Block")
    intro = gettext_lazy(
        "They can write nothing more, and are told so when they try. They go on reading, and can "
        "take back what they asked."
    )
    reason = TextField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Read by colleagues only."),
        rows=2,
        error_messages={"required": gettext_lazy("Write the reason.")},
    )
    until = forms.DateField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("The last day. Left empty, until somebody lifts it."),
        widget=DayInput,
        required=False,
        error_messages={"invalid": gettext_lazy("Write a date such as 2027-01-31.")},
    )


class UnblockForm(DeskForm):
    verb = "unblock"
    title = gettext_lazy("Lift the block")
    submit = gettext_lazy("Let this person write again")
