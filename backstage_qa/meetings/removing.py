"""The form for somebody who is seen in a film; on a page of its own, as forms need a cookie."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_http_methods

from ..addresses import page_address
from ..caching import private_view
from ..conversations.forms import LineField, TextField, WordedForm
from ..conversations.promise import due_date
from . import actions
from .embedding import shown_film
from .public import PublishedMeeting
from .removals import Removal

MAX_TEXT = 2000
SALT = "backstage_qa.removal"


class RemovalForm(WordedForm):
    name = LineField(
        label=gettext_lazy("Your name"),
        max_length=Removal._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Write your name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("Only to answer you; it is deleted once you have your answer."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Write the address at which we can answer you."),
            "invalid": gettext_lazy("Write an address such as camille@example.com."),
        },
    )
    text = TextField(
        label=gettext_lazy("Where are you seen or heard, and what shall we do?"),
        help_text=gettext_lazy("For example: “At 12:40, on the left, in a blue shirt. Blur me.”"),
        rows=4,
        max_length=MAX_TEXT,
        error_messages={"required": gettext_lazy("Say where we find you in the film.")},
    )


@private_view
@require_http_methods(["GET", "HEAD", "POST"])
def ask_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and by when there is an answer; no account is needed."""
    meeting, _film = shown_film(pk, get_language())
    form = RemovalForm(request.POST or None)
    if form.is_valid():
        try:
            removal = actions.ask_removal(meeting=meeting, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            until = signing.dumps(removal.due_on.isoformat(), salt=SALT)
            address = reverse("backstage_qa:film_removal", args=[pk])
            return redirect(f"{address}?until={until}")
    others = PublishedMeeting.objects.translations_of(meeting).values_list("language", "pk")
    context = {
        "meeting": meeting,
        "alternates": {
            code: page_address("film_removal", other, language=code) for code, other in others
        },
        "form": form,
        "due_on": due_date().on,
        "answered_on": _told(request.GET.get("until", "")),
    }
    status = 422 if form.is_bound else 200
    return render(request, "backstage_qa/meetings/removal.html", context, status=status)


def _told(until: str):
    """The day that was promised; None before anything was asked. Raises ``Http404``."""
    if not until:
        return None
    try:
        return parse_date(signing.loads(until, salt=SALT))
    except signing.BadSignature as error:
        raise Http404 from error
