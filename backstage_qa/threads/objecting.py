"""Objecting from a mail, without an account: its link is signed, and a button is what counts."""

from django.contrib.auth import get_user_model
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ..caching import private_view
from ..conf import backstage_settings
from .objections import object_to, open_objections, quoted_in
from .public import PublishedThread

SALT = "backstage_qa.objection"


def key_of(row: PublishedThread, person) -> str:
    """What the link in this person's mail carries; nobody else can make one."""
    return signing.dumps([row.pk, person.pk], salt=SALT)


def _named_by(key: str):
    """The public row and the person of a key. Raises ``Http404``."""
    try:
        row_pk, person_pk = signing.loads(key, salt=SALT)
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
    row = PublishedThread.objects.select_related("thread").filter(pk=row_pk).first()
    person = get_user_model().objects.filter(pk=person_pk, is_active=True).first()
    if row is None or person is None:
        raise Http404
    # Another thread may have taken over what they said.
    return row.read_now() or row, person


@private_view
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, key: str) -> HttpResponse:
    """Asks before it acts, as scanners of mail follow links; then says what came of it."""
    row, person = _named_by(key)
    is_theirs = not row.withdrawn_at and quoted_in(row, person)
    if request.method == "POST":
        if is_theirs:
            object_to(row=row, by=person)
        return redirect(request.path)
    context = {
        "thread": row if is_theirs else None,
        "said": open_objections().filter(published_thread=row, person=person).first(),
        "goes_at_once": backstage_settings.OBJECTION_UNPUBLISHES,
    }
    return render(request, "backstage_qa/threads/objection.html", context)
