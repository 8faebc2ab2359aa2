"""Meetings: announced, over, and their films with captions, chapters and transcripts."""

import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from ..meetings.orders import ORDERS, Order
from ..meetings.public import PublishedMeeting
from ..meetings.querysets import PublishedMeetingQuerySet
from ..meetings.recordings import with_films
from ..meetings.watching import Film as Watched
from ..meetings.watching import film_of
from ..paging import PATTERN
from .addresses import Address
from .lists import Page, page_of
from .parameters import LanguageCode, ListParameters, PathId, Slug, left_out
from .problems import INVALID, MISSING_OR_WITHDRAWN
from .thread_schemas import Label

router = Router(tags=["meetings"])


class Speaker(Schema):
    """Somebody who agreed to be named."""

    name: str
    job: str = ""
    expert: int | None = Field(None, description="Id of a public expert.")
    portrait: Address = None


class Track(Schema):
    """WebVTT that players show."""

    kind: Literal["captions", "subtitles", "descriptions", "chapters"]
    language: str
    url: Address


class Chapter(Schema):
    starts_at: int = Field(description="In seconds.")
    title: str
    is_question: bool
    speaker: str = Field(description='Who speaks in it; "" where nobody is named.')
    thread: int | None = Field(None, description="Id of the public thread that answers it.")

    @staticmethod
    def resolve_thread(chapter: Any) -> int | None:
        return chapter.thread.pk if chapter.thread else None


class Paragraph(Schema):
    starts_at: int = Field(description="In seconds.")
    text: str


class Elsewhere(Schema):
    """A film that another host keeps: nothing is loaded from there before you do."""

    host: str = Field(description="Such as `YouTube`.")
    url: str = Field(description="Its page there.")
    embed_url: str = Field(description="For a frame.")


class Film(Schema):
    """Addresses are paths; they answer ranges."""

    url: Address = Field(description="MP4 with H.264 and AAC; null where it is `elsewhere`.")
    elsewhere: Elsewhere | None = Field(description="Null where the file is here.")
    poster: Address
    language: str = Field(description="Spoken in it.")
    duration: float = Field(description="In seconds.")
    width: int
    height: int
    tracks: list[Track]
    chapters: list[Chapter] = Field(description="In the meeting's language where there are any.")
    transcript_language: str = Field(description='"" where there is no transcript.')
    transcript: list[Paragraph]


class MeetingTranslation(Schema):
    """The same meeting in another language."""

    id: int
    language: str
    slug: str
    url: Address = Field(description="Its page, as a path; null where there is none.")

    @staticmethod
    def resolve_url(row: PublishedMeeting) -> str:
        return row.get_absolute_url()


class Meeting(Schema):
    """What the public reads of a meeting."""

    id: int
    uid: UUID = Field(description="Of its entry in calendars; `version` is its sequence.")
    language: str
    title: str
    slug: str
    url: Address = Field(description="Its page, as a path; null where there is none.")
    state: Literal["upcoming", "over", "cancelled"]
    summary: str
    programme: str | None = Field(description="Cleaned HTML. Null in lists.")
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    time_zone: str = Field(description="Of the place, such as `Europe/Paris`.")
    place: str
    address: str
    online_url: Address
    register_url: Address
    register_email: str
    picture: Address
    speakers: list[Speaker]
    professions: list[Label]
    is_filmed: bool = Field(description="Whether the film can be watched.")
    film: Film | None = Field(None, description="Null in lists, and where there is none.")
    translations: list[MeetingTranslation] | None = Field(None, description="Null in lists.")
    version: int
    published_at: datetime.datetime
    updated_at: datetime.datetime

    @staticmethod
    def resolve_url(row: PublishedMeeting) -> str:
        return row.get_absolute_url()

    @staticmethod
    def resolve_state(row: PublishedMeeting) -> str:
        return "cancelled" if row.cancelled_at else "over" if row.is_over else "upcoming"

    @staticmethod
    def resolve_programme(row: PublishedMeeting) -> str | None:
        return None if "programme" in row.get_deferred_fields() else row.programme

    @staticmethod
    def resolve_professions(row: PublishedMeeting) -> list[dict[str, str]]:
        return row.profession_list


class MeetingPage(Page[Meeting]):
    pass


class MeetingParameters(ListParameters):
    language: LanguageCode = left_out("Such as `fr`.")
    profession: Slug = left_out("A profession's slug.")
    when: Literal["upcoming", "past"] = Field(
        "upcoming", description="`upcoming`: the next first. `past`: the last first."
    )
    after: Annotated[str, Field(pattern=PATTERN)] = left_out("From `next`; opaque.")


@router.get("", response={200: MeetingPage, **INVALID}, operation_id="listMeetings")
def list_meetings(request: HttpRequest, parameters: Query[MeetingParameters]) -> dict[str, Any]:
    """Public meetings: those to come, or those that are over; cancelled ones say so."""
    order = ORDERS[parameters.when]
    matching = _matching(parameters, order)
    return page_of(
        request,
        matching=matching,
        following=with_films(order.following(matching, parameters.after)),
        limit=parameters.limit,
        cursor=order.place,
    )


def _matching(parameters: MeetingParameters, order: Order) -> PublishedMeetingQuerySet:
    meetings = order.rows(PublishedMeeting.objects.for_lists())
    if parameters.language:
        meetings = meetings.in_language(parameters.language)
    if parameters.profession:
        meetings = meetings.about_slug(parameters.profession)
    return meetings


@router.get(
    "/{int:meeting_id}",
    response={200: Meeting, **MISSING_OR_WITHDRAWN},
    operation_id="getMeeting",
)
def get_meeting(request: HttpRequest, meeting_id: PathId) -> PublishedMeeting:
    """One meeting with its film. 410 once it is withdrawn."""
    row = PublishedMeeting.objects.filter(pk=meeting_id).first()
    if row is None:
        raise HttpError(404, "There is no such meeting.")
    if row.withdrawn_at:
        raise HttpError(410, "This meeting was withdrawn.")
    same = PublishedMeeting.objects.translations_of(row).exclude(pk=row.pk)
    row.translations = same.only("language", "slug").order_by("language")
    film = film_of(row)
    row.is_filmed, row.film = film is not None, film and _written(film)
    return row


def _written(film: Watched) -> dict[str, Any]:
    recording = film.recording
    return {
        "url": film.url,
        "elsewhere": film.elsewhere
        and {
            "host": film.elsewhere.host.name,
            "url": str(film.elsewhere),
            "embed_url": film.elsewhere.frame,
        },
        "poster": film.poster,
        "language": recording.language,
        "duration": recording.duration,
        "width": recording.width,
        "height": recording.height,
        "tracks": film.tracks,
        "chapters": film.chapters,
        "transcript_language": film.text_language,
        "transcript": [
            {"starts_at": paragraph.start, "text": paragraph.text}
            for part in film.parts
            for paragraph in part.paragraphs
        ],
    }
