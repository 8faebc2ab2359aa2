"""The files of a film: for everybody once it is published, else for whoever has a signed link."""

import re
from collections.abc import Iterator

from django.core import signing
from django.core.files.storage import Storage
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from ..addresses import api_address, page_address
from ..caching import SHARED_CACHE_SECONDS, cookieless
from . import captions
from .recordings import Recording, Track
from .storage import recordings_storage
from .transcript import as_text

LINK_SECONDS = 4 * 3600
SALT = "backstage_qa.recording"
CHUNK = 256 * 1024
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
TRACK = re.compile(r"(captions|subtitles|descriptions)-([A-Za-z-]{2,10})\.vtt")
TRANSCRIPT = re.compile(r"transcript-([A-Za-z-]{2,10})\.txt")
CHAPTERS = re.compile(r"chapters-([A-Za-z-]{2,10})\.vtt")
FRAME = re.compile(r"frame-([0-9])\.jpg")


def address(
    recording: Recording, name: str, *, language: str | None = None, signed: bool = False
) -> str:
    """The path of a file; ``signed`` opens it for some hours before it is published.

    Below the pages, or below the API where no page is mounted.
    """
    path = page_address("recording_file", recording.public_id, name, language=language)
    path = path or api_address("film_file", recording.public_id, name)
    if not signed or not path:
        return path
    return f"{path}?key={signing.dumps(str(recording.public_id), salt=SALT)}"


@cookieless
@require_safe
def recording_file(request: HttpRequest, public_id, name: str) -> HttpResponseBase:
    """A file of a film, whole or in part (RFC 9110, 14)."""
    recording = Recording.objects.public().filter(public_id=public_id).first()
    is_public = recording is not None
    if recording is None:
        if not _is_signed(request, public_id):
            raise Http404
        recording = get_object_or_404(Recording, public_id=public_id)
    etag = f'"{recording.public_id.hex}-{recording.version}"'
    response: HttpResponseBase = HttpResponse(status=304)
    if etag not in parse_etags(request.headers.get("if-none-match", "")):
        response = _answer(request, recording, name, etag)
    response["ETag"] = etag
    response["X-Robots-Tag"] = "noindex"
    if is_public:
        fresh = {"public": True, "max_age": 0, "must_revalidate": True}
        patch_cache_control(response, **fresh, s_maxage=SHARED_CACHE_SECONDS)
    else:
        add_never_cache_headers(response)
    return response


def _is_signed(request: HttpRequest, public_id) -> bool:
    try:
        key = signing.loads(request.GET.get("key", ""), salt=SALT, max_age=LINK_SECONDS)
    except signing.BadSignature:
        return False
    return key == str(public_id)


def _answer(request: HttpRequest, recording: Recording, name: str, etag: str) -> HttpResponseBase:
    frame = recording.poster if name == "poster.jpg" else None
    if match := FRAME.fullmatch(name):
        frame = int(match[1])
    if name == "film.mp4":
        return _ranged(request, recording.film.name, "video/mp4", etag)
    if frame is not None:
        return _ranged(request, recording.frame_name(frame), "image/jpeg", etag)
    return _written(recording, name)


def _written(recording: Recording, name: str) -> HttpResponse:
    """What is written from rows."""
    vtt = "text/vtt; charset=utf-8"
    if match := TRACK.fullmatch(name):
        track = get_object_or_404(recording.tracks, kind=match[1], language=match[2])
        return HttpResponse(captions.as_vtt(track.cues), content_type=vtt)
    if match := TRANSCRIPT.fullmatch(name):
        kinds = (Track.Kind.CAPTIONS, Track.Kind.SUBTITLES)
        track = recording.tracks.filter(kind__in=kinds, language=match[1]).first()
        if track:
            return HttpResponse(as_text(track.cues), content_type="text/plain; charset=utf-8")
    if match := CHAPTERS.fullmatch(name):
        chapters = list(recording.chapters.filter(language=match[1]))
        ends = [chapter.starts_at for chapter in chapters[1:]] + [recording.duration]
        if chapters:
            cues = [(c.starts_at, end, c.title) for c, end in zip(chapters, ends, strict=True)]
            return HttpResponse(captions.as_vtt(cues), content_type=vtt)
    raise Http404


def _ranged(request: HttpRequest, name: str, content_type: str, etag: str) -> HttpResponseBase:
    """The file of the storage, or the one part of it that is asked for."""
    storage = recordings_storage()
    if not name or not storage.exists(name):
        raise Http404
    size = storage.size(name)
    status, start, end = 200, 0, size - 1
    asked = RANGE.fullmatch(request.headers.get("range", ""))
    if asked and any(asked.groups()) and request.headers.get("if-range", etag) == etag:
        first, last = asked.groups()
        start = int(first) if first else max(0, size - int(last))
        end = min(int(last), size - 1) if first and last else size - 1
        status = 206
        if start > end:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    part = _part(storage, name, start, end)
    response = StreamingHttpResponse(part, status=status, content_type=content_type)
    response["Content-Length"] = str(end - start + 1)
    response["Accept-Ranges"] = "bytes"
    if status == 206:
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
    return response


def _part(storage: Storage, name: str, start: int, end: int) -> Iterator[bytes]:
    """Both ends included. Nothing is opened for an answer that nobody reads."""
    with storage.open(name) as file:
        file.seek(start)
        left = end - start + 1
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
