"""What everybody may read: a meeting, the list of them, and both for calendars."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..addresses import page_address
from ..caching import public_view
from ..conf import backstage_settings
from ..discovery.publisher import publisher_of
from ..threads.listing import NothingThereError
from . import structured_data
from .calendar import CONTENT_TYPE, as_calendar
from .embedding import embedding_of
from .framing import may_frame_its_film, name_frames
from .listing import listed
from .public import PublishedMeeting
from .watching import film_of


@may_frame_its_film
@public_view
def meeting_page(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """A published meeting, at its present address in its own language."""
    rows = list(PublishedMeeting.objects.with_translations(pk))
    meeting = next((row for row in rows if row.pk == pk), None)
    if meeting is None:
        raise Http404
    if meeting.withdrawn_at:
        return render(request, "backstage_qa/meetings/withdrawn.html", status=410)
    asked = request.GET.get("t", "")
    if request.path != (address := meeting.get_absolute_url()):
        moment = f"?{urlencode({'t': asked})}" if asked else ""
        return redirect(address + moment, permanent=True)
    professions = list(meeting.professions.select_related("locale"))
    film = film_of(meeting, asked)
    public = [row for row in rows if not row.withdrawn_at]
    context = {
        "meeting": meeting,
        "film": film,
        "embedding": embedding_of(meeting, film, request) if film else None,
        "alternates": {row.language: row.get_absolute_url() for row in public},
        "structured_data": structured_data.of_meeting(meeting, film, request),
        "professions": professions,
        "profession": next((p for p in professions if p.accepts_questions), None),
    }
    response = render(request, "backstage_qa/meetings/meeting.html", context)
    return name_frames(response, film.elsewhere.origin if film and film.elsewhere else None)


@public_view
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Published meetings of this language: those to come, and those that were."""
    codes = [code for code, _ in settings.LANGUAGES]
    context: dict = {"canonical": page_address("meeting_list")}
    context["alternates"] = {code: page_address("meeting_list", language=code) for code in codes}
    status = 200
    try:
        context |= listed(request.GET, get_language())
    except NothingThereError as problem:
        context["problem"], status = str(problem), 404
    return render(request, "backstage_qa/meetings/list.html", context, status=status)


@public_view
def meeting_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting, for a calendar."""
    meeting = get_object_or_404(PublishedMeeting, pk=pk, language=get_language())
    if meeting.withdrawn_at:
        return HttpResponse(status=410)
    response = HttpResponse(
        as_calendar([meeting], request, meeting.title), content_type=CONTENT_TYPE
    )
    response["Content-Disposition"] = f'attachment; filename="{meeting.slug}.ics"'
    return response


@public_view
def meeting_calendar(request: HttpRequest) -> HttpResponse:
    """The meetings to come and the last ones of this language, to subscribe to."""
    meetings = PublishedMeeting.objects.in_language(get_language()).for_lists()
    if slug := request.GET.get("profession", "").replace("\0", ""):
        meetings = meetings.filter(professions__slug=slug).distinct()
        if not meetings.exists():
            raise Http404
    shown = meetings.order_by("-starts_at", "-id")[: backstage_settings.FEED_SIZE]
    name = _("Meetings · %(site)s") % {"site": publisher_of(request).full_name}
    return HttpResponse(as_calendar(shown, request, name), content_type=CONTENT_TYPE)
