"""Which other host the page of a film may show a frame of: the one that has this film."""

from functools import wraps

from django.http import HttpRequest, HttpResponse

from ..kept import kept_until_change
from .public import PublishedMeeting
from .recordings import Recording

NOT_MODIFIED = 304


@kept_until_change
def frame_origins() -> dict[int, str]:
    """Call it with the request: by the id of the public meeting, such as "https://video.example"."""
    linked = Recording.objects.public().exclude(link="").only("link", "translation_key")
    links = {row.translation_key: link for row in linked if (link := row.elsewhere)}
    if not links:
        return {}
    meetings = PublishedMeeting.objects.public().filter(translation_key__in=links)
    pairs = meetings.values_list("pk", "translation_key")
    return {pk: links[translation_key].origin for pk, translation_key in pairs}


def may_frame_its_film(view):
    """Decorate the page of a meeting: ``frame_sources`` of its response names the film's host.

    It is for whatever writes the content security policy of the site. The page says
    it as it is made; a 304 has to say it, too, as a browser takes its headers for
    those of what it kept. Outside ``public_view``.
    """

    @wraps(view)
    def inner(request: HttpRequest, pk: int, *args, **kwargs) -> HttpResponse:
        response = view(request, pk, *args, **kwargs)
        if response.status_code == NOT_MODIFIED:
            name_frames(response, frame_origins(request).get(pk))
        return response

    return inner


def name_frames(response: HttpResponse, origin: str | None) -> HttpResponse:
    if origin:
        response.frame_sources = [origin]  # type: ignore[attr-defined]
    return response
