"""What a recording lacks before everybody may see it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ..experts.models import Expert
from .guests import Guest
from .models import Meeting
from .public import PublishedMeeting
from .recordings import Recording, Track

COVERED = 0.95  # of what is heard
BRIDGED = 2.0  # seconds between two captions in which nobody misses any


def missing(recording: Recording) -> list[str]:
    """Sentences for HR; [] when nothing is missing."""
    lacks: list[str] = []
    if recording.state != Recording.State.READY:
        return [_("The film is not prepared yet.")]
    if recording.link and recording.elsewhere is None:
        lacks.append(_("Films of the host that the link leads to are not shown on this site."))
    if recording.poster is None:
        lacks.append(_("Choose the picture that is shown before the film begins."))
    lacks += _missing_captions(recording)
    descriptions = recording.tracks.filter(kind=Track.Kind.DESCRIPTIONS)
    described = descriptions.filter(language=recording.language).exists()
    if not described and recording.description_not_needed_by_id is None:
        text = _(
            "Add descriptions of what is seen, in the language that is spoken, or say that all of"
            " it is also said."
        )
        lacks.append(text)
    lacks += _missing_evening(recording)
    lacks += _missing_agreements(recording)
    return lacks


def _missing_evening(recording: Recording) -> list[str]:
    """A film is of a meeting that everybody knows of, and that has been."""
    announced = PublishedMeeting.objects.public().filter(translation_key=recording.translation_key)
    last = announced.order_by("ends_at").last()
    if last is None:
        return [_("The announcement of the meeting is not public.")]
    if last.ends_at > timezone.now():
        return [_("The meeting is still to come: its film can be public once it is over.")]
    return []


def _missing_captions(recording: Recording) -> list[str]:
    captions = recording.tracks.filter(kind=Track.Kind.CAPTIONS, language=recording.language)
    track = captions.first()
    if track is None:
        return [_("Add captions in the language that is spoken.")]
    share = coverage(track.cues, recording.sound)
    if share < COVERED:
        words = {"percent": int(share * 100)}
        text = _("The captions cover %(percent)s %% of what is heard; 95 %% is asked for.")
        return [text % words]
    return []


def coverage(cues: list, sound: list) -> float:
    """The share of the seconds in which something is heard that captions cover, from 0 to 1."""
    total = sum(end - start for start, end in sound)
    if not total:
        return 1.0
    shown: list[list[float]] = []
    for start, end, _text in cues:
        if shown and start - shown[-1][1] <= BRIDGED:
            shown[-1][1] = max(shown[-1][1], end)
        else:
            shown.append([start, end])
    shown = [[start - BRIDGED / 2, end + BRIDGED / 2] for start, end in shown]
    both = sum(
        max(0.0, min(end, until) - max(start, since))
        for start, end in sound
        for since, until in shown
    )
    return min(1.0, both / total)


def _missing_agreements(recording: Recording) -> list[str]:
    """Of speakers of the meeting who have not agreed to be public, and where that is noted."""
    said = {
        Guest: _("%(name)s has not agreed to be public: the day of it is noted in “Guests”."),
        Expert: _("%(name)s has not agreed to be public: an editor notes the day in “Experts”."),
    }
    people = set()
    for meeting in Meeting.objects.filter(translation_key=recording.translation_key):
        for speaker in meeting.speakers.select_related("expert", "guest"):
            person = speaker.expert or speaker.guest
            if person and not person.agreed_public_on:
                people.add(person)
    return [said[type(person)] % {"name": person} for person in sorted(people, key=str)]
