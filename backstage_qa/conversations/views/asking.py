"""Asking: write, check, send. An account is only needed to send."""

import uuid
from functools import partial

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from ...caching import private_view
from ...experts.models import ExpertProfile
from ...kept import of_one_moment
from ...professions.models import Profession
from .. import actions, drafts
from ..blocks import Block
from ..errors import ConversationError, KeyReused
from ..forms import AskForm
from ..models import Conversation
from ..occasions import meeting_to_come
from ..promise import due_date
from ..sources import source_of_visit
from . import second_look

FACES = 6
SIMILAR = 3
SUBJECT_LENGTH = Conversation._meta.get_field("subject").max_length


@private_view
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form. A question that is complete waits in the session to be checked."""
    if request.method == "POST":
        form = AskForm(request.POST)
        if form.is_valid():
            key = form.cleaned_data["key"]
            drafts.keep(request.session, key, form.as_sent())
            return redirect("backstage_qa:ask_check", key)
        slug, number = request.POST.get("profession"), request.POST.get("meeting", "")
    else:
        draft = drafts.find(request.session, request.GET.get("draft"))
        asked = draft or request.GET
        slug, number = asked.get("profession"), asked.get("meeting", "")
        form = AskForm(draft) if draft else _empty_form(request, slug)
    context = {
        "form": form,
        "is_lost": "lost" in request.GET,
        "nothing_open": not form.open_ones,
        "blocked": Block.objects.keeping(request.user.pk),
        "meeting": meeting_to_come(number, get_language()),
        **_about_answer(_profession(slug)),
    }
    return render(request, "backstage_qa/conversations/ask.html", context)


def _profession(slug: str | None) -> Profession | None:
    if not slug:
        return None
    return Profession.objects.in_language(get_language()).called(slug)


def _empty_form(request: HttpRequest, slug: str | None) -> AskForm:
    """With the name this person chose last time, and the question that a link proposes."""
    earlier = ""
    if request.user.is_authenticated:
        mine = Conversation.objects.visible_to(request.user).asked_by(request.user)
        earlier = mine.values_list("public_name", flat=True).first() or ""
    subject = request.GET.get("subject", "")[:SUBJECT_LENGTH]
    return AskForm.empty(
        profession=_profession(slug),
        public_name=earlier,
        subject=subject,
        source=source_of_visit(request),
        meeting=request.GET.get("meeting", ""),
    )


def _about_answer(profession: Profession | None, interview_on=None) -> dict:
    """Who will answer, and by when."""
    profiles = ExpertProfile.objects.none()
    if profession:
        profiles = ExpertProfile.objects.public().about(profession)
    return {
        "profession": profession,
        "profiles": profiles.with_portraits()[:FACES],
        "due": due_date(interview_on=interview_on),
    }


@private_view
@require_http_methods(["GET", "HEAD", "POST"])
@of_one_moment()
def check(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Everything once more before it is sent: similar answers, personal data, the date."""
    draft = drafts.find(request.session, key)
    if draft is None:
        return _already_sent(request, key) or redirect(f"{reverse('backstage_qa:ask')}?lost")
    form = AskForm(draft)
    if not form.is_valid():  # the profession has closed since, or the day has passed
        return redirect(f"{reverse('backstage_qa:ask')}?draft={key}")
    if request.method == "POST" and "mask" in request.POST:
        return _mask(request, key, draft)
    if request.method == "POST" and "renew" in request.POST:
        return _renew(request, key, draft)
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect_to_login(request.path, resolve_url(settings.LOGIN_URL))
        try:
            return _send(request, form)
        except (ConversationError, ValidationError) as refusal:
            return _show(request, form, refusal)
    return _show(request, form)


def _send(request: HttpRequest, form: AskForm) -> HttpResponse:
    forget = partial(drafts.drop, request.session, form.cleaned_data["key"])
    conversation = actions.ask(by=request.user, also=forget, **form.cleaned_data)
    forget()  # the same once more, where it was sent before
    address = reverse("backstage_qa:my_conversation", args=[conversation.public_id])
    return redirect(f"{address}?new")


def _already_sent(request: HttpRequest, key: uuid.UUID) -> HttpResponse | None:
    """Where a second click on "send" leads: to what the first one made."""
    if conversation := _sent_as(request, key):
        return redirect("backstage_qa:my_conversation", conversation.public_id)
    return None


def _sent_as(request: HttpRequest, key: uuid.UUID) -> Conversation | None:
    if not request.user.is_authenticated:
        return None
    mine = Conversation.objects.visible_to(request.user).asked_by(request.user)
    return mine.filter(messages__idempotency_key=key).first()


def _mask(request: HttpRequest, key: uuid.UUID, draft: dict[str, str]) -> HttpResponse:
    masked = second_look.masked({name: draft[name] for name in second_look.TEXTS}, request.user)
    drafts.keep(request.session, key, {**draft, **masked})
    return redirect("backstage_qa:ask_check", key)


def _renew(request: HttpRequest, key: uuid.UUID, draft: dict[str, str]) -> HttpResponse:
    """Give a text its own token, where the old one was already used for another."""
    new_key = uuid.uuid4()
    drafts.keep(request.session, new_key, {**draft, "key": str(new_key)})
    drafts.drop(request.session, key)
    return redirect("backstage_qa:ask_check", new_key)


def _show(request: HttpRequest, form: AskForm, error: Exception | None = None) -> HttpResponse:
    context = _check_context(request, form, error)
    return render(
        request, "backstage_qa/conversations/check.html", context, status=409 if error else 200
    )


def _check_context(request: HttpRequest, form: AskForm, error: Exception | None) -> dict:
    fields = form.cleaned_data
    texts = [fields[name] for name in second_look.TEXTS]
    profession = fields["profession"]
    similar = profession.published_threads.similar_to(" ".join(texts))
    return {
        "form": form,
        "user_is_known": request.user.is_authenticated,
        "findings": second_look.findings(texts, request.user),
        "similar": similar[:SIMILAR],
        "error": error,
        "sent_before": _sent_as(request, fields["key"]) if isinstance(error, KeyReused) else None,
        **_about_answer(profession, fields["interview_on"]),
    }
