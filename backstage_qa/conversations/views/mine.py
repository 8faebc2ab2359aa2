"""A candidate's own conversations. Those of others answer 404, to everybody."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ...caching import private_view
from ...experts.models import ExpertProfile
from .. import actions, drafts, permissions
from ..blocks import Block
from ..errors import ConversationError, StaleWrite
from ..forms import (
    ConsentForm,
    DetailForm,
    EditQuestionForm,
    FollowUpForm,
    ThankForm,
    WriteForm,
)
from ..models import Conversation, Promise
from ..querysets import ConversationQuerySet
from . import second_look

form_view = require_http_methods(["GET", "HEAD", "POST"])


def own_view(view: Callable) -> Callable:
    """For signed-in people only, kept by no cache; what they typed waits for their sign-in."""

    @private_view
    @wraps(view)
    def inner(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        back = request.path
        posted = request.POST
        if typed := {name: posted[name] for name in second_look.TEXTS if posted.get(name)}:
            key = uuid.uuid4()
            drafts.keep(request.session, key, typed)
            back = f"{back}?draft={key}"
        return redirect_to_login(back, resolve_url(settings.LOGIN_URL))

    return inner


def _own(request: HttpRequest) -> ConversationQuerySet:
    pending = Promise.objects.filter(outcome=Promise.Outcome.PENDING)
    return (
        Conversation.objects.visible_to(request.user)
        .asked_by(request.user)
        .select_related("profession__locale", "assigned_to")
        .prefetch_related(Prefetch("promises", pending, to_attr="pending_promises"))
    )


def _find(request: HttpRequest, public_id: uuid.UUID) -> Conversation:
    return get_object_or_404(_own(request), public_id=public_id)


def _back(conversation: Conversation, done: str) -> HttpResponse:
    address = reverse("backstage_qa:my_conversation", args=[conversation.public_id])
    return redirect(f"{address}?done={done}")


@own_view
@require_safe
def my_conversations(request: HttpRequest) -> HttpResponse:
    conversations = _own(request).order_by("-last_message_at", "-id")
    context = {"conversations": conversations}
    return render(request, "backstage_qa/conversations/mine.html", context)


@own_view
@require_safe
def my_conversation(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One conversation; ``?new`` confirms that it was just sent, ``?done=`` any other verb."""
    context = {"is_new": "new" in request.GET, "done": request.GET.get("done", "")}
    return _page(request, _find(request, public_id), context)


def _page(
    request: HttpRequest, conversation: Conversation, context: dict, status: int = 200
) -> HttpResponse:
    """The conversation, with the forms of what its candidate can do now."""
    messages = list(conversation.messages.for_candidate().select_related("thread"))
    experts = {message.expert_id for message in messages if message.expert_id}
    profiles = ExpertProfile.objects.public().in_language(conversation.language)
    portraits = {
        profile.expert_id: profile.portrait_url
        for profile in profiles.filter(expert__in=experts).with_portraits()
    }
    for message in messages:
        message.portrait = portraits.get(message.expert_id, "")
    context = {
        "conversation": conversation,
        "thread_messages": messages,
        "published": _published(conversation),
        "can": permissions.available_actions(request.user, conversation),
        "blocked": Block.objects.keeping(request.user.pk),
        "add_detail_form": DetailForm.empty(),
        "follow_up_form": FollowUpForm.empty(),
        "thank_form": ThankForm.empty(),
        **context,
    }
    return render(request, "backstage_qa/conversations/conversation.html", context, status=status)


def _published(conversation: Conversation):
    public = Q(thread__published__isnull=False, thread__published__withdrawn_at=None)
    return conversation.thread_sources.filter(public).select_related("thread__published")


@own_view
@form_view
def edit_question(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a question nobody has answered yet; a refused text stays on the page."""
    conversation = _find(request, public_id)
    question = conversation.messages.asked().last()
    status, error, look = 200, None, None
    if request.method == "POST":
        form = EditQuestionForm(second_look.typed(request), question=question)
        if form.is_valid() and not (look := second_look.is_due(request, form.cleaned_data)):
            version = form.cleaned_data.pop("version")
            try:
                actions.edit_question(
                    conversation=conversation,
                    by=request.user,
                    seen_version=version,
                    **{"subject": conversation.subject, **form.cleaned_data},
                )
                return _back(conversation, "edit_question")
            except ConversationError as refusal:
                status, error = 409, refusal
                conversation.refresh_from_db(fields=["subject"])
                form = form.at_version(getattr(refusal, "version", version))
    elif "edit_question" not in permissions.available_actions(request.user, conversation):
        return redirect("backstage_qa:my_conversation", public_id)
    else:
        draft = drafts.find(request.session, request.GET.get("draft"))
        form = EditQuestionForm.of(conversation, question, draft)
    context = {
        "conversation": conversation,
        "form": form,
        "error": error,
        "is_stale": isinstance(error, StaleWrite),
        "second_look": look,
    }
    return render(request, "backstage_qa/conversations/edit.html", context, status=status)


@own_view
@form_view
def add_detail(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    return _write(request, public_id, "add_detail", DetailForm, actions.add_detail)


@own_view
@form_view
def follow_up(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    return _write(request, public_id, "follow_up", FollowUpForm, actions.follow_up)


@own_view
@form_view
def thank(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    return _write(request, public_id, "thank", ThankForm, actions.thank)


def _write(
    request: HttpRequest,
    public_id: uuid.UUID,
    verb: str,
    form_class: type[WriteForm],
    action: Callable,
) -> HttpResponse:
    """Add a message; a refused text stays in its box. A GET comes back from the sign-in."""
    conversation = _find(request, public_id)
    if request.method != "POST":
        draft = drafts.find(request.session, request.GET.get("draft"))
        if draft is None:
            return redirect("backstage_qa:my_conversation", public_id)
        return _page(request, conversation, {f"{verb}_form": form_class.empty(draft)})
    form = form_class(second_look.typed(request))
    if not form.is_valid():
        return _page(request, conversation, {f"{verb}_form": form})
    if look := second_look.is_due(request, form.cleaned_data):
        return _page(request, conversation, {f"{verb}_form": form, f"{verb}_look": look})
    try:
        action(conversation=conversation, by=request.user, **form.cleaned_data)
    except ConversationError as refusal:
        conversation = _find(request, public_id)
        return _page(request, conversation, {"error": refusal, f"{verb}_form": form}, status=409)
    return _back(conversation, verb)


@own_view
@form_view
def withdraw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a question back, after having been asked whether one is sure."""
    conversation = _find(request, public_id)
    if "withdraw" not in permissions.available_actions(request.user, conversation):
        return redirect("backstage_qa:my_conversation", public_id)
    if request.method != "POST":
        context = {"conversation": conversation}
        return render(request, "backstage_qa/conversations/withdraw.html", context)
    try:
        actions.withdraw(conversation=conversation, by=request.user)
    except ConversationError as refusal:
        return _page(request, _find(request, public_id), {"error": refusal}, status=409)
    return _back(conversation, "withdraw")


@own_view
@form_view
def change_consent(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give or take back consent. A GET comes back from the sign-in, and asks once more."""
    conversation = _find(request, public_id)
    if request.method != "POST":
        context = {
            "conversation": conversation,
            "published": _published(conversation),
            "can": ["change_consent"],
        }
        return render(request, "backstage_qa/conversations/consent.html", context)
    form = ConsentForm(request.POST)
    form.is_valid()  # an unticked box is an answer too
    actions.change_consent(conversation=conversation, by=request.user, **form.cleaned_data)
    return _back(conversation, "change_consent")
