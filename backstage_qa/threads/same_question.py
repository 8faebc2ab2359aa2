"""The same question asked before: answered with another conversation, or with a thread."""

import uuid
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ..conversations import actions, permissions
from ..conversations.actions.merging import only_answer, only_answers
from ..conversations.desk.forms import DeskForm
from ..conversations.desk.letters import with_undo
from ..conversations.desk.views import ConversationScreen
from ..conversations.errors import ConversationError
from ..conversations.forms import TextField
from ..conversations.models import Conversation, Message
from ..conversations.states import PUBLISHABLE, Status
from ..numbers import number_in
from .likeness import telling_stems
from .public import PublishedThread
from .searching import Search

SHOWN = 10
COMPARED = 200  # conversations, the newest, when nothing is searched for
LONGEST = 100  # characters of what is searched for


def open_questions(conversation: Conversation, user, q: str) -> list[Conversation]:
    """What waits for an answer and may be the same question, the most alike first.

    With ``q``, those in which it stands, or which have this number.
    """
    in_hand = Conversation.objects.on_desk_of(user).in_hand()
    return _alike(in_hand, conversation, q)


def answered_questions(conversation: Conversation, user, q: str) -> list[Conversation]:
    """What has one answer, which may be the answer to this one, too; the most alike first."""
    answered = Conversation.objects.on_desk_of(user).filter(status__in=PUBLISHABLE)
    answered = answered.filter(merged_into=None)  # of one answer to many, the one that stays
    alike = _alike(answered, conversation, q)
    answers = only_answers(alike)
    return [other for other in alike if other.pk in answers]


def _alike(others: QuerySet, conversation: Conversation, q: str) -> list[Conversation]:
    others = others.exclude(pk=conversation.pk).filter(language=conversation.language)
    others = others.select_related("profession")
    if q:
        said = Q(subject__icontains=q) | Q(messages__text__icontains=q, messages__kind="question")
        number = Q(pk=number_in(q))
        named = Conversation.objects.filter(said | number).values("pk")
        # Of one that waits with another, the other: that is what it can be merged into.
        joined = Conversation.objects.filter(number).values("merged_into")
        found = others.filter(Q(pk__in=named) | Q(pk__in=joined))
        return list(found.order_by("-created_at", "-pk")[:SHOWN])
    return _most_alike(others, conversation)


def _most_alike(others: QuerySet, conversation: Conversation) -> list[Conversation]:
    stems = partial(telling_stems, language=conversation.language)
    asked = stems(conversation.subject)

    def likeness(other: Conversation) -> tuple[int, bool]:
        same_profession = other.profession_id == conversation.profession_id
        return len(stems(other.subject) & asked), same_profession

    rated = [(likeness(other), other) for other in others.order_by("-created_at")[:COMPARED]]
    alike = [row for row in rated if any(row[0])]
    return [other for _rate, other in sorted(alike, key=lambda row: row[0], reverse=True)[:SHOWN]]


def published_answers(conversation: Conversation, q: str) -> list[PublishedThread]:
    """Public threads that may answer it, the most alike first; those that ``q`` finds."""
    if not q:
        alike = conversation.profession.published_threads.in_language(conversation.language)
        return alike.similar_to(conversation.subject)[:SHOWN]
    search = Search(q, [conversation.language])
    threads = PublishedThread.objects.in_language(conversation.language)
    return search.best(threads, None, SHOWN)[0] if search else []


class MergeForm(DeskForm):
    """``answer`` is what the other conversation was answered, as this person has read it."""

    verb = "merge"
    answer = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReferForm(DeskForm):
    verb = "refer"
    key = forms.UUIDField(widget=forms.HiddenInput)
    text = TextField(
        label=gettext_lazy("Message to the candidate"),
        help_text=gettext_lazy("The title and address of the thread stand below it."),
        rows=6,
        error_messages={"required": gettext_lazy("Write a message.")},
    )

    def __init__(self, data=None, *, conversation: Conversation) -> None:
        super().__init__(data, conversation=conversation)
        self.initial["key"] = uuid.uuid4()
        with translation.override(conversation.language):
            self.initial["text"] = _(
                "Somebody has asked us the same, and the answer is public: you find it below. "
                "If it leaves something open, ask on here: you will be answered."
            )


class SameQuestionView(ConversationScreen):
    """First choose what is the same, then see what its candidate will be told, and do it."""

    http_method_names = ["get", "head", "post"]
    template_name = "backstage_qa/admin/desk/same_question.html"

    def dispatch(self, request, *args, **kwargs):
        if not permissions.may(request.user, "merge", self.conversation):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("The same question")

    def sorting(self, forms):
        return {}  # the letters are those of the question's own screen

    @cached_property
    def chosen(self) -> Conversation | PublishedThread | None:
        """What the address names with ``into`` or ``thread``."""
        on_desk = Conversation.objects.on_desk_of(self.request.user).select_related("profession")
        rows = {"into": on_desk, "thread": PublishedThread.objects.public()}
        for name, choices in rows.items():
            if number := self.request.GET.get(name, ""):
                return get_object_or_404(choices, pk=number_in(number))
        return None

    def form(self, data=None) -> DeskForm | None:
        if self.chosen is None:
            return None
        form_class = MergeForm if isinstance(self.chosen, Conversation) else ReferForm
        form = form_class(data, conversation=self.conversation)
        if self.answer:
            form.initial["answer"] = self.answer.pk
        return form

    @cached_property
    def answer(self) -> Message | None:
        """What the conversation that was chosen was answered, if that can be passed on."""
        return only_answer(self.chosen) if isinstance(self.chosen, Conversation) else None

    def get_context_data(self, *, form: DeskForm | None = None, **kwargs):
        q = self.request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
        lists: dict[str, Any] = {}
        if self.chosen is None:
            lists["answered"] = answered_questions(self.conversation, self.request.user, q)
            lists["open_questions"] = open_questions(self.conversation, self.request.user, q)
            lists["published"] = published_answers(self.conversation, q)
        return super().get_context_data(
            q=q,
            chosen=self.chosen,
            is_thread=isinstance(self.chosen, PublishedThread),
            answer=self.answer,
            form=form and form.focused(),
            detail_url=self.detail_url,
            can_merge="merge"
            in permissions.available_actions(self.request.user, self.conversation),
            **lists,
            **kwargs,
        )

    def get(self, request, pk):
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request, pk):
        form = self.form(request.POST)
        if form is None:
            return redirect(request.path)
        if not form.is_valid():
            return self.again(form, 422)
        if self.answer and form.cleaned_data["answer"] != self.answer.pk:
            form.add_error(None, _("It was answered meanwhile. Read the answer, then send it."))
            form.data = {**form.data.dict(), "answer": self.answer.pk}
            return self.again(form, 422)
        try:
            self.act(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.again(form, 422)
        except ConversationError as error:
            self.conversation = self.get_conversation()
            version = getattr(error, "version", self.conversation.version)
            return self.again(form.at_version(version), 409, refusal=error)
        return redirect(self.next_url())

    def act(self, form: DeskForm) -> None:
        who: dict[str, Any] = {"conversation": self.conversation, "by": self.request.user}
        if isinstance(self.chosen, Conversation):
            merged = actions.merge(**who, into=self.chosen, **form.arguments())
            said = _("The question is merged. Its candidate is told.")
            if merged.status == Status.MERGED:
                said = with_undo(said, self.request, merged, "merge")
            else:
                said = _("The question is answered with the answer that is there.")
            messages.success(self.request, said)
        else:
            actions.refer(**who, thread=self.chosen, **form.arguments())
            messages.success(self.request, _("The question is answered with the thread."))

    def again(self, form: DeskForm, status: int, **context):
        return self.render_to_response(self.get_context_data(form=form, **context), status=status)
