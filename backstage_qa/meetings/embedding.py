"""Films on other people's pages: a frame that anybody may show, and oEmbed for those who ask."""

from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_from_path, override

from ..addresses import page_address
from ..caching import public_view
from ..discovery.publisher import publisher_of
from .public import PublishedMeeting
from .recordings import Recording
from .watching import Film, film_of

WIDTH = 640  # of the code that is copied, in CSS pixels
SMALLEST = 200
FOOT = 44  # height of the line below the picture, see frame.css
MAY = "fullscreen; picture-in-picture"
PAGES = {"backstage_qa:meeting", "backstage_qa:meeting_by_id"}
FRAMED = (200, 304)


@dataclass(frozen=True)
class Embedding:
    """``code`` is HTML to be copied, ``oembed`` where machines find it: a whole address."""

    code: SafeString
    oembed: str


def embedding_of(meeting: PublishedMeeting, film: Film, request: HttpRequest) -> Embedding:
    """How others show the film of a page."""
    path = page_address("meeting_oembed", language=meeting.language)
    page = request.build_absolute_uri(meeting.get_absolute_url())
    oembed = request.build_absolute_uri(f"{path}?{urlencode({'url': page, 'format': 'json'})}")
    return Embedding(_code(meeting, request, size_of(film.recording)), oembed)


def frame_address(meeting: PublishedMeeting) -> str:
    """The path of the frame of a meeting's film; "" where no page of ours is mounted."""
    return page_address("film_frame", meeting.pk, language=meeting.language)


def size_of(recording: Recording, most_width: int = WIDTH, most_height: int = 0) -> tuple[int, int]:
    """Width and height of a frame within these limits, 0 for none; a picture has its own shape."""
    shape = recording.width / recording.height if recording.height else 16 / 9
    width = most_width or WIDTH
    if most_height:
        width = min(width, int((most_height - FOOT) * shape))
    width = max(width, 1)
    return width, round(width / shape) + FOOT


def _code(meeting: PublishedMeeting, request: HttpRequest, size: tuple[int, int]) -> SafeString:
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" allow="{}" allowfullscreen'
        ' loading="lazy"></iframe>',
        request.build_absolute_uri(frame_address(meeting)),
        meeting.title,
        *size,
        MAY,
    )


def may_be_framed(view):
    """Decorate the one public view that other sites may show in a frame, if it finds something.

    Outside ``public_view``, as a browser takes the headers of a 304 for those of what it kept.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code in FRAMED:
            response.xframe_options_exempt = True  # type: ignore[attr-defined]
            response["Content-Security-Policy"] = _policy()
            response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return inner


def _policy() -> str:
    """No script at all; styles from where static files are."""
    static = urlsplit(settings.STATIC_URL)
    styles = f" {static.scheme}://{static.netloc}" if static.scheme and static.netloc else ""
    own = [f"{kind} 'self'" for kind in ("img-src", "media-src")]
    none = [f"{kind} 'none'" for kind in ("default-src", "base-uri", "form-action")]
    return "; ".join([*none, *own, f"style-src 'self'{styles}", "frame-ancestors *"])


def shown_film(pk: int, language: str, asked: str = "") -> tuple[PublishedMeeting, Film]:
    """What everybody may watch in a language, from the second asked. Raises ``Http404``."""
    meetings = PublishedMeeting.objects.in_language(language)
    meeting = meetings.for_lists().filter(pk=pk).first()
    film = film_of(meeting, asked) if meeting else None
    if meeting is None or film is None:
        raise Http404
    return meeting, film


@may_be_framed
@public_view
def film_frame(request: HttpRequest, pk: int) -> HttpResponse:
    """A film and the way to its page, for frames of other sites."""
    meeting, film = shown_film(pk, get_language(), request.GET.get("t", ""))
    context = {"meeting": meeting, "film": film}
    response = render(request, "backstage_qa/meetings/frame.html", context)
    response["X-Robots-Tag"] = "noindex, indexifembedded"
    return response


@public_view
def meeting_oembed(request: HttpRequest) -> HttpResponse:
    """What the frame of a film is, by the address of its page (oEmbed 1.0, JSON alone)."""
    if request.GET.get("format", "json") != "json":
        return JsonResponse({"error": "Only JSON is written here."}, status=501)
    limits = []
    for name in ("maxwidth", "maxheight"):
        value = request.GET.get(name, "")
        if value and not (value.isascii() and value.isdigit() and int(value[:9]) >= SMALLEST):
            said = f"{name} is a number of pixels, {SMALLEST} at least."
            return JsonResponse({"error": said}, status=400)
        limits.append(int(value[:9]) if value else 0)
    meeting, film = shown_film(*_meeting_at(request.GET.get("url", ""), request))
    width, height = size_of(film.recording, *limits)
    told = {
        "version": "1.0",
        "type": "video",
        "title": meeting.title,
        "html": _code(meeting, request, (width, height)),
        "width": width,
        "height": height,
        "provider_name": publisher_of(request).full_name,
        "provider_url": request.build_absolute_uri("/"),
    }
    if film.poster and film.recording.width <= width:  # a thumbnail may not be larger
        told |= {
            "thumbnail_url": request.build_absolute_uri(film.poster),
            "thumbnail_width": film.recording.width,
            "thumbnail_height": film.recording.height,
        }
    response = JsonResponse(told)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _meeting_at(address: str, request: HttpRequest) -> tuple[int, str]:
    """The id and language of the meeting whose page is at this address. Raises ``Http404``."""
    try:
        asked = urlsplit(address)
        language = get_language_from_path(asked.path) or get_language()
        with override(language):
            found = resolve(asked.path)
    except (ValueError, Resolver404) as error:
        raise Http404 from error
    is_ours = asked.scheme in ("http", "https") and asked.netloc == request.get_host()
    if not is_ours or found.view_name not in PAGES:
        raise Http404
    return found.kwargs["pk"], language
