"""What a page needs to show a film: its files, chapters and transcript."""

from dataclasses import dataclass

from django.utils.translation import get_language_info

from . import transcript
from .chapters import short_clock
from .files import address
from .hosts import Link, second_of
from .moments import threads_of
from .public import PublishedMeeting
from .recordings import Chapter, Recording, RecordingQuerySet, Track

READ = (Track.Kind.CAPTIONS, Track.Kind.SUBTITLES)


@dataclass(frozen=True)
class TrackLink:
    kind: str
    name: str
    language: str
    label: str
    url: str
    is_default: bool


@dataclass(frozen=True)
class Film:
    """Addresses of files are paths; ``starts_at`` is the second that the address asks for.

    ``url`` is "" for a film at another host, which is ``elsewhere``.
    """

    recording: Recording
    url: str
    elsewhere: Link | None
    poster: str
    starts_at: int
    tracks: list[TrackLink]
    # Each with ``thread``, where a public one answers its question, and the public name of
    # its ``speaker``
    chapters: list[Chapter]
    parts: list[transcript.Part]
    text_language: str
    text_url: str

    @property
    def source(self) -> str:
        """Where the film begins, in a form that browsers understand without a script."""
        return f"{self.url}#t={self.starts_at}" if self.starts_at else self.url

    @property
    def clock(self) -> str:
        return short_clock(self.recording.duration)

    @property
    def start_clock(self) -> str:
        return short_clock(self.starts_at)

    @property
    def page_elsewhere(self) -> str:
        """Its page at the other host, from the second asked for."""
        return self.elsewhere.page_at(self.starts_at) if self.elsewhere else ""


def film_of(meeting: PublishedMeeting, asked: str = "") -> Film | None:
    """The public film of a meeting, from the second that ``?t=`` asks for; four queries."""
    return _film(Recording.objects.public(), meeting, asked)


def previewed(meeting: PublishedMeeting) -> Film | None:
    """Its film as everybody would watch it, public or not; by links that expire."""
    return _film(Recording.objects.filter(state=Recording.State.READY), meeting, signed=True)


def _film(
    recordings: RecordingQuerySet, meeting: PublishedMeeting, asked: str = "", *, signed=False
) -> Film | None:
    found = recordings.filter(translation_key=meeting.translation_key).first()
    if found is None or (found.link and not found.elsewhere):
        return None
    film = shown(found, meeting.language, asked, signed=signed)
    named = {(row["expert"], row["guest"]): row["name"] for row in meeting.speakers}
    for chapter in film.chapters:
        chapter.speaker = named.get((chapter.expert_id, chapter.guest_id), "")
    return film


def shown(recording: Recording, language: str, asked: str = "", *, signed: bool = False) -> Film:
    """A film as it is watched in a language; ``signed`` before it is published."""

    def url(name: str) -> str:
        return address(recording, name, language=language, signed=signed)

    tracks = list(recording.tracks.all())
    own = chapters_for(list(recording.chapters.all()), language, recording.language)
    answered = threads_of(recording, own[0].language) if own else {}
    for chapter in own:
        chapter.thread = answered.get(chapter.starts_at)
    text = text_track(tracks, language, recording.language)
    links = [
        TrackLink(
            track.kind,
            track.get_kind_display(),
            track.language,
            get_language_info(track.language)["name_local"].capitalize(),
            url(f"{track}.vtt"),
            track == text,
        )
        for track in tracks
    ]
    if own:
        named = f"chapters-{own[0].language}.vtt"
        links.append(TrackLink("chapters", "", own[0].language, "", url(named), True))
    elsewhere = recording.elsewhere
    starts_at = second_of(asked, elsewhere.start if elsewhere else 0)
    return Film(
        recording=recording,
        url="" if recording.link else url("film.mp4"),
        elsewhere=elsewhere,
        poster=url("poster.jpg") if recording.poster is not None else "",
        starts_at=starts_at if starts_at < recording.duration else 0,
        tracks=links,
        chapters=own,
        parts=transcript_of(text, own) if text else [],
        text_language=text.language if text else "",
        text_url=url(f"transcript-{text.language}.txt") if text else "",
    )


def text_track(tracks: list[Track], language: str, spoken: str) -> Track | None:
    """What is read: in the language of the page, else in the one that is spoken."""
    read = [track for track in tracks if track.kind in READ]
    for wanted in (language, spoken):
        if found := next((track for track in read if track.language == wanted), None):
            return found
    return None


def chapters_for(chapters: list[Chapter], language: str, spoken: str) -> list[Chapter]:
    """Those in the language of the page, else in the one that is spoken."""
    own = [chapter for chapter in chapters if chapter.language == language]
    return own or [chapter for chapter in chapters if chapter.language == spoken]


def transcript_of(text: Track, chapters: list[Chapter]) -> list[transcript.Part]:
    """The paragraphs that a page shows, below its chapters."""
    return transcript.parts(text.cues, [(c.starts_at, c.title) for c in chapters])
