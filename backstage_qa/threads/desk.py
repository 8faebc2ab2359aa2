"""From conversation to thread: the editor chooses the messages."""

import uuid

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..conversations.desk.views import ConversationScreen
from ..conversations.models import Conversation, Message
from ..conversations.states import PUBLISHABLE
from .actions import draft_from, publishable_messages
from .proposing import tags_for, titles_for
from .public import Tag

MOST_SHOWN = 400  # characters of a message that is offered
EDIT_THREAD = "wagtailsnippets_backstage_qa_thread:edit"


def may_draft(user, conversation: Conversation) -> bool:
    """Whether this person can make a thread of this conversation now."""
    return conversation.consent and may_draft_with_consent(user, conversation)


def may_draft_with_consent(user, conversation: Conversation) -> bool:
    """Whether they could if its candidate agreed to publication."""
    return conversation.status in PUBLISHABLE and user.has_perm("backstage_qa.add_thread")


class MessagesField(forms.ModelMultipleChoiceField):
    """Messages, told apart by who spoke and how they begin."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, message: Message) -> str:
        shown = message.text[:MOST_SHOWN]
        start = message.text if len(message.text) <= MOST_SHOWN else f"{shown}…"
        words = {"kind": message.get_kind_display(), "name": message.author_name, "text": start}
        return _("%(kind)s by %(name)s: %(text)s") % words


class DraftForm(forms.Form):
    """Which messages go into a new thread; all but the thanks, unless said otherwise.

    What it is called and its tags are proposed.

    ``key`` makes sending it twice harmless.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.ChoiceField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("You can write another one in the draft."),
        widget=forms.RadioSelect,
        required=False,
    )
    messages = MessagesField(
        label=gettext_lazy("Messages to publish"),
        queryset=Message.objects.none(),
        error_messages={"required": gettext_lazy("Choose at least one message.")},
    )

    tags = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Tags in use"),
        queryset=Tag.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data=None, *, conversation: Conversation) -> None:
        super().__init__(data, auto_id="draft-%s", label_suffix="")
        titles = titles_for(conversation)
        self.fields["title"].choices = [(title, title) for title in titles]  # type: ignore[attr-defined]
        self.initial["title"] = titles[0]
        tags = tags_for(conversation)
        self.fields["tags"].queryset = Tag.objects.filter(pk__in=[tag.pk for tag in tags])  # type: ignore[attr-defined]
        if not tags:
            del self.fields["tags"]
        chosen_from = publishable_messages(conversation)
        self.fields["messages"].queryset = chosen_from  # type: ignore[attr-defined]
        self.initial["key"] = uuid.uuid4()
        self.initial["messages"] = chosen_from.exclude(kind=Message.Kind.THANKS)


class DraftThreadView(ConversationScreen):
    """Choosing the messages of a new draft; leads to its editor."""

    http_method_names = ["get", "head", "post"]
    template_name = "backstage_qa/admin/desk/draft_thread.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.form = DraftForm(request.POST or None, conversation=self.conversation)

    def dispatch(self, request, *args, **kwargs):
        if not may_draft(request.user, self.conversation):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Draft a thread")

    def get_context_data(self, **kwargs):
        return super().get_context_data(form=self.form, detail_url=self.detail_url, **kwargs)

    def get(self, request, pk):
        return self.render_to_response(self.get_context_data())

    def post(self, request, pk):
        if self.form.is_valid():
            chosen = self.form.cleaned_data
            try:
                thread = draft_from(conversation=self.conversation, by=request.user, **chosen)
            except ValidationError as error:
                self.form.add_error(None, error)
            else:
                messages.success(request, _("The draft is made. Read it, then submit it."))
                return redirect(reverse(EDIT_THREAD, args=[thread.pk]))
        return self.render_to_response(self.get_context_data(), status=422)
