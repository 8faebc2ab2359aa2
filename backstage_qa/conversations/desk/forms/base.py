"""What every form of the desk carries: what the person saw, and a token of its own."""

import uuid

from django import forms
from django.utils.functional import Promise

from ...models import Conversation
from ..seen import seen_now


class DeskForm(forms.Form):
    """What a verb needs. ``seen_version`` is what the person had before their eyes.

    ``seen`` proves that it was this conversation.
    """

    verb = ""
    title: str | Promise = ""
    submit: str | Promise = ""
    intro: str | Promise = ""
    has_preview = False  # of the mail that it sends
    focuses_submit = False
    letter = ""  # that sorts, while the conversation is to be sorted
    sends_by_letter = False  # or opens it
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
        """With the focus on the first field that is wrong, else the first, else the button."""
        names = [name for name in self.fields if not self.fields[name].widget.is_hidden]
        wrong = [name for name in names if self.is_bound and name in self.errors]
        for name in (wrong or names)[:1]:
            self.fields[name].widget.attrs["autofocus"] = True
        self.focuses_submit = not names
        return self

    def at_version(self, version: int) -> "DeskForm":
        """The same text, now written in the knowledge of another version."""
        data = {**self.data.dict(), "seen_version": version}
        return type(self)(data, conversation=self.conversation)


class WritingForm(DeskForm):
    """For verbs that leave a message; ``key`` makes sending it twice harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput)
