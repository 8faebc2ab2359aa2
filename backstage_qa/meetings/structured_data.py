"""A meeting as schema.org says it; only what the page shows."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ..addresses import page_address
from ..discovery.publisher import publisher_of
from ..discovery.structured_data import Thing, breadcrumbs, organization, without_blanks
from .embedding import frame_address
from .public import PublishedMeeting
from .watching import Film


def of_meeting(meeting: PublishedMeeting, film: Film | None, request: HttpRequest) -> list[Thing]:
    """The event, if it is said where it is held, its film, and where its page stands."""
    listed = page_address("meeting_list", language=meeting.language)
    own = (meeting.title, meeting.get_absolute_url())
    trail = breadcrumbs(request, (_("Meetings"), listed), own)
    films = [_video(meeting, film, request)] if film else []
    places = _places(meeting)
    if not places:  # an event without a place is not valid
        return [*films, trail]
    address = request.build_absolute_uri(meeting.get_absolute_url())
    modes = {place["@type"]: place for place in places}
    mode = "Mixed" if len(modes) > 1 else "Online" if "VirtualLocation" in modes else "Offline"
    status = "EventCancelled" if meeting.cancelled_at else "EventScheduled"
    event = {
        "@type": "Event",
        "@id": f"{address}#event",
        "url": address,
        "name": meeting.title,
        "description": meeting.summary,
        "startDate": meeting.starts_at,
        "endDate": meeting.ends_at,
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "location": places,
        "inLanguage": meeting.language,
        "image": meeting.picture and request.build_absolute_uri(meeting.picture),
        "organizer": organization(publisher_of(request), request),
        "performer": [_speaker(speaker) for speaker in meeting.speakers],
    }
    return [without_blanks(event), *films, trail]


def _video(meeting: PublishedMeeting, film: Film, request: HttpRequest) -> Thing:
    whole = request.build_absolute_uri
    page = whole(meeting.get_absolute_url())
    ends = [chapter.starts_at for chapter in film.chapters[1:]] + [int(film.recording.duration)]
    return without_blanks(
        {
            "@type": "VideoObject",
            "@id": f"{page}#film",
            "name": meeting.title,
            "description": meeting.summary,
            "thumbnailUrl": film.poster and whole(film.poster),
            "uploadDate": film.recording.published_at,
            "duration": f"PT{round(film.recording.duration)}S",
            "contentUrl": film.url and whole(film.url),
            "embedUrl": film.elsewhere.frame if film.elsewhere else whole(frame_address(meeting)),
            "inLanguage": film.recording.language,
            "transcript": " ".join(p.text for part in film.parts for p in part.paragraphs),
            "hasPart": [
                {
                    "@type": "Clip",
                    "name": chapter.title,
                    "startOffset": chapter.starts_at,
                    "endOffset": end,
                    "url": f"{page}?t={chapter.starts_at}",
                }
                for chapter, end in zip(film.chapters, ends, strict=False)
            ],
        }
    )


def _places(meeting: PublishedMeeting) -> list[Thing]:
    places: list[Thing] = []
    if meeting.place or meeting.address:
        address = ", ".join(meeting.address.splitlines()) or meeting.place
        name = meeting.place or address
        places.append({"@type": "Place", "name": name, "address": address})
    if meeting.online_url:
        places.append({"@type": "VirtualLocation", "url": meeting.online_url})
    return places


def _speaker(speaker: dict) -> Thing:
    return without_blanks({"@type": "Person", "name": speaker["name"], "jobTitle": speaker["job"]})
