"""One conversation on one screen, with what this person can do to it now."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...audit.recording import record_opened, record_refused
from ...settings import PromiseSettings
from .. import actions, permissions
from ..blocks import Block
from ..errors import ConversationError, StaleWrite
from ..models import Conversation, Message, Promise
from ..permissions import is_editor
from ..states import Status
from .forms import FORMS, DeclineForm, DeskForm
from .letters import AT_ONCE, UNDONE_BY, letters_of, with_undo
from .noticing import seems_other_language
from .queue import following, queue_with
from .seen import seen_at
from .urgency import urgency

STAFF_SAID = (Message.Kind.ANSWER, Message.Kind.HOLDING, Message.Kind.REQUEST)
# Of these, what can be done now stands open.
OPEN_FIRST = ("answer", "accept", "restore", "unmerge")


class ConversationScreen(WagtailAdminTemplateMixin, View):
    """What is not on this person's desk does not exist for them."""

    index_url_name = None
    detail_url_name = None
    header_icon = "comment"
    template_name = "backstage_qa/admin/desk/conversation.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        try:
            self.conversation = self.get_conversation()
        except Http404:
            pk = self.kwargs["pk"]
            if Conversation.objects.filter(pk=pk).exists():
                record_refused(pk, by=request.user)
            raise

    def get_conversation(self) -> Conversation:
        pending = Promise.objects.filter(outcome=Promise.Outcome.PENDING)
        on_desk = Conversation.objects.on_desk_of(self.request.user)
        on_desk = on_desk.select_related(
            "profession__locale", "assigned_to", "candidate", "meeting", "proposed_answer"
        )
        promises = Prefetch("promises", queryset=pending, to_attr="pending_promises")
        return get_object_or_404(on_desk.prefetch_related(promises), pk=self.kwargs["pk"])

    @property
    def detail_url(self) -> str:
        return reverse(self.detail_url_name, args=[self.conversation.pk])

    def render_to_response(self, context, **response_kwargs):
        record_opened(self.conversation.pk, by=self.request.user)
        return super().render_to_response(context, **response_kwargs)

    def get_page_title(self):
        return self.conversation.subject

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": _("Conversations")},
            {"url": "", "label": str(self.conversation)},
        ]

    def get_context_data(self, *, bound: DeskForm | None = None, **kwargs):
        conversation, user = self.conversation, self.request.user
        verbs = permissions.available_actions(user, conversation)
        forms = [FORMS[verb](conversation=conversation) for verb in verbs if verb in FORMS]
        if bound is not None:
            forms = [bound if form.verb == bound.verb else form for form in forms]
        forms.sort(key=lambda form: form.verb not in OPEN_FIRST)
        open_form = bound or next((f for f in forms if f.verb in OPEN_FIRST), None)
        sorting = self.sorting(forms) if "accept" in verbs else {}
        focuses_title = bound is None and bool(sorting.get("letters"))  # letters are no text there
        if open_form is not None and "previewed" not in kwargs and not focuses_title:
            open_form.focused()
        return super().get_context_data(
            conversation=conversation,
            conversation_messages=conversation.messages.select_related("thread"),
            urgency=urgency(conversation, PromiseSettings.current()),
            seems_language=seems_other_language(conversation),
            seems_about=next((f.seems_about for f in forms if isinstance(f, DeclineForm)), None),
            forms=forms,
            verbs=verbs,
            waiting_with=self.waiting_with(),
            stays=self.stays(),
            blocked=Block.objects.keeping(conversation.candidate_id) if is_editor(user) else None,
            open_verb=open_form.verb if open_form else "",
            focuses_title=focuses_title,
            **sorting,
            **kwargs,
        )

    def sorting(self, forms: list[DeskForm]) -> dict:
        """For a question that nobody has sorted: what comes next, and the letters that sort it."""
        letters = letters_of(self.request.user)
        for form in forms:
            form.letter = letters.get(form.verb, "")
            form.sends_by_letter = form.verb in AT_ONCE
        pk = following(self.conversation, self.request.user)
        return {
            "letters": letters,
            "left": queue_with(self.conversation, self.request.user).count(),
            "next_url": reverse(self.detail_url_name, args=[pk]) if pk else "",
        }

    def waiting_with(self):
        """The questions that the answer to this one is for as well, in their askers' words."""
        merged = self.conversation.merged_from.filter(status=Status.MERGED).order_by("created_at")
        asked = Prefetch("messages", queryset=Message.objects.asked(), to_attr="asked")
        return merged.prefetch_related(asked)

    def stays(self) -> Conversation | None:
        """The conversation with which this one is, or was, answered, if they may read it."""
        on_desk = Conversation.objects.on_desk_of(self.request.user)
        return on_desk.filter(merged_from=self.conversation).first()

    def next_url(self) -> str:
        """This conversation, or the one after it, or the list when nothing waits."""
        if "and_next" in self.request.POST:
            pk = following(self.conversation, self.request.user)
            return reverse(self.detail_url_name, args=[pk]) if pk else reverse(self.index_url_name)
        on_desk = Conversation.objects.on_desk_of(self.request.user)
        if on_desk.filter(pk=self.conversation.pk).exists():
            return self.detail_url
        return reverse(self.index_url_name)


class ConversationView(ConversationScreen):
    """Reading a conversation."""

    http_method_names = ["get", "head"]

    def get(self, request, pk):
        return self.render_to_response(self.get_context_data())


class ActView(ConversationScreen):
    """Doing one verb. Whatever goes wrong, what was typed comes back."""

    http_method_names = ["post"]
    verb = ""

    def get_conversation(self) -> Conversation:
        """Also one that was on this person's desk when they began to write."""
        self.since = None
        try:
            return super().get_conversation()
        except Http404:
            pk = self.kwargs["pk"]
            self.since = seen_at(self.request.POST.get("seen", ""), pk)
            if self.since is None:
                raise
            return get_object_or_404(Conversation, pk=pk)

    def post(self, request, pk):
        form = FORMS[self.verb](request.POST, conversation=self.conversation)
        if self.since:
            return self.left_desk(form)
        try:
            if not permissions.may(request.user, self.verb, self.conversation):
                return self.again(form, 403, refusal=_("You may not do this."))
            if not form.is_valid():
                return self.again(form, 422)
            if form.has_preview and "preview" in request.POST:
                return self.again(form, 200, previewed=form.verb)
            act = getattr(actions, self.verb)
            done = act(conversation=self.conversation, by=request.user, **form.arguments())
        except StaleWrite as stale:
            return self.overtaken(
                form.at_version(stale.version), 409, refusal=stale, conflict=stale
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.again(form, 422)
        except ConversationError as error:
            return self.overtaken(form, 409, refusal=error, kept=form.data.get("text", ""))
        except PermissionDenied as error:
            return self.overtaken(form, 403, refusal=error)
        said = DONE[self.verb]()
        if self.verb in UNDONE_BY:
            said = with_undo(said, request, done, self.verb)
        messages.success(request, said)
        return redirect(self.next_url())

    def overtaken(self, form: DeskForm, status: int, **context):
        """Refused for what happened meanwhile: with the conversation as it is now."""
        self.conversation = self.get_conversation()
        if self.since:
            return self.left_desk(form)
        return self.again(form, status, **context)

    def left_desk(self, form: DeskForm):
        """No more of it is shown than what was told to the candidate meanwhile."""
        said = self.conversation.messages.filter(kind__in=STAFF_SAID, created_at__gte=self.since)
        theirs = said.values_list("text", flat=True).first()
        context = WagtailAdminTemplateMixin.get_context_data(
            self,
            refusal=_("This conversation has left your desk in the meantime."),
            conflict={"theirs": theirs or "", "yours": form.data.get("text", "")},
            list_url=reverse(self.index_url_name),
        )
        self.template_name = "backstage_qa/admin/desk/left_desk.html"
        return self.render_to_response(context, status=409)

    def again(self, form: DeskForm, status: int, **context):
        return self.render_to_response(self.get_context_data(bound=form, **context), status=status)


DONE = {
    "accept": lambda: _("The question is accepted."),
    "assign": lambda: _("The conversation is assigned."),
    "answer": lambda: _("Your answer is sent."),
    "ask_for_detail": lambda: _("The candidate is asked for a detail."),
    "hold": lambda: _("The holding reply is sent."),
    "hold_merged": lambda: _("The holding reply is sent."),
    "note": lambda: _("The note is saved."),
    "decline": lambda: _("The question is declined."),
    "mark_spam": lambda: _("The question is set aside as spam."),
    "restore": lambda: _("The question is back among those received."),
    "answer_merged": lambda: _("Your answer is sent."),
    "unmerge": lambda: _("The question is back among those received."),
    "block": lambda: _("This person can write nothing more."),
    "unblock": lambda: _("This person can write again."),
    "ask_consent": lambda: _("The candidate is asked by mail."),
    "close": lambda: _("The conversation is closed."),
}
