"""What HR does with the film of a meeting, up to its publication."""

import uuid
from collections.abc import Iterable
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ... import signals
from ...conf import backstage_settings
from ...epoch import move_on
from ...review.errors import ApprovalRequired
from .. import captions, film
from ..models import Meeting
from ..preparing import prepare_soon
from ..problems import MENDED_HERE, PROBLEMS
from ..readiness import missing
from ..recordings import Recording, Track
from ..staff import require_staff


class NotReady(ValidationError):
    """Publication is refused; ``messages`` is the list of what is missing."""


def upload(*, meeting: Meeting, language: str, file: UploadedFile, by) -> Recording:
    """Keep the film of a meeting, in the place of any before it, and have it prepared.

    Raises ``PermissionDenied``, ``ValidationError``.
    """
    require_staff(by)
    megabytes = backstage_settings.MAX_RECORDING_MEGABYTES
    if file.size > megabytes * 1_000_000:
        text = _("This file has more than %(megabytes)s megabytes. Export it in a lower quality.")
        raise ValidationError(text % {"megabytes": megabytes})
    head = file.read(12)
    file.seek(0)
    if not film.looks_like_film(head):
        raise ValidationError(PROBLEMS["no_film"])
    recording = Recording(translation_key=meeting.translation_key, language=language)
    name = recording.original.storage.save(f"{recording.folder}/original", file)
    try:
        with transaction.atomic():
            remove(meeting=meeting, by=by)
            recording.original = name
            recording.save()
            recording.writers.add(by)
            _log(meeting, "upload_recording", by)
            transaction.on_commit(lambda: prepare_soon.enqueue(recording.pk), robust=True)
    except BaseException:
        for kept in (name, recording.folder):
            recording.original.storage.delete(kept)
        raise
    return recording


@transaction.atomic
def prepare_again(*, recording: Recording, by) -> None:
    """Try once more with a film that the server failed, not the film the server.

    Raises ``PermissionDenied``, ``ValidationError``.
    """
    recording = held(recording, by)
    if recording.problem not in MENDED_HERE:
        raise ValidationError(_("There is nothing to try again."))
    recording.state, recording.problem, recording.attempts = Recording.State.WAITING, "", 0
    recording.save()
    transaction.on_commit(lambda: prepare_soon.enqueue(recording.pk), robust=True)


@transaction.atomic
def remove(*, meeting: Meeting, by) -> None:
    """Delete the film of a meeting and all that belongs to it; nothing if there is none."""
    require_staff(by)
    recording = Recording.objects.filter(translation_key=meeting.translation_key).first()
    if recording is None:
        return
    was_public = recording.published_at is not None
    storage, names = recording.original.storage, _file_names(recording)
    recording.delete()
    for name in names:
        transaction.on_commit(partial(storage.delete, name), robust=True)
    _log(meeting, "remove_recording", by)
    if was_public:
        _tell(recording)


def _file_names(recording: Recording) -> list[str]:
    """The folder comes last: on a disk it can be deleted once it is empty."""
    frames = [recording.frame_name(number) for number in range(film.FRAMES)]
    names = [recording.original.name, recording.film.name, *frames]
    return [*(name for name in names if name), recording.folder]


@transaction.atomic
def add_track(*, recording: Recording, kind: str, language: str, content: bytes, by) -> Track:
    """Read a caption file in the place of the one before. Raises ``ValidationError``."""
    recording = held(recording, by)
    read = captions.parse(content, language)
    captions.refuse_late(read, recording.duration)
    cues = [[cue.start, cue.end, cue.text] for cue in read]
    track, _ = Track.objects.update_or_create(
        recording=recording, kind=kind, language=language, defaults={"cues": cues}
    )
    changed(recording, by)
    return track


@transaction.atomic
def remove_track(*, recording: Recording, track: int, by) -> None:
    recording = held(recording, by)
    recording.tracks.filter(pk=track).delete()
    changed(recording, by)


@transaction.atomic
def choose_poster(*, recording: Recording, frame: int, by) -> None:
    """Which frame is shown before the film begins."""
    recording = held(recording, by)
    if recording.link or frame not in range(film.FRAMES):
        raise ValidationError(PROBLEMS["no_film"])
    recording.poster = frame
    changed(recording, by)


@transaction.atomic
def state_description(*, recording: Recording, needed: bool, by) -> None:
    """Say, with one's name, that all that is seen is also said; or take it back."""
    recording = held(recording, by)
    recording.description_not_needed_by = None if needed else by
    changed(recording, by)


@transaction.atomic
def publish(*, recording: Recording, by) -> None:
    """Show the film to everybody.

    Raises ``NotReady`` with the list of what is missing, and ``ApprovalRequired``
    for somebody who had a hand in it, where four eyes are asked.
    """
    recording = held(recording, by)
    if not by.has_perm("backstage_qa.publish_meeting"):
        raise PermissionDenied
    if lacks := missing(recording):
        raise NotReady(lacks)
    if backstage_settings.FOUR_EYES and recording.writers.filter(pk=by.pk).exists():
        raise ApprovalRequired
    recording.published_at, recording.published_by = timezone.now(), by
    recording.version += 1
    recording.save()
    _log_of(recording, "publish_recording", by)
    _tell(recording)


@transaction.atomic
def unpublish(*, recording: Recording, by) -> None:
    """Take the film off the public pages, at once."""
    recording = held(recording, by)
    _withdraw(recording)
    _log_of(recording, "unpublish_recording", by)


@transaction.atomic
def withdraw_films(translation_keys: Iterable[uuid.UUID]) -> None:
    """Take the films of these meetings off the public pages: somebody in them does not agree."""
    films = Recording.objects.filter(translation_key__in=list(translation_keys))
    for recording in films.exclude(published_at=None).select_for_update():
        _withdraw(recording)
        _log_of(recording, "unpublish_recording", None)


def held(recording: Recording, by) -> Recording:
    """The film, locked for somebody who may change it. Raises ``PermissionDenied``."""
    require_staff(by)
    return Recording.objects.select_for_update().get(pk=recording.pk)


def changed(recording: Recording, by) -> None:
    """A film that changes has to be approved again."""
    recording.writers.add(by)
    _withdraw(recording)


def _withdraw(recording: Recording) -> None:
    """Save it, off the public pages."""
    was_public = recording.published_at is not None
    recording.version += 1
    recording.published_at = recording.published_by = None
    recording.save()
    if was_public:
        _tell(recording)


def _tell(recording: Recording) -> None:
    move_on()
    signals.recording_changed.send(Recording, recording=recording)


def _log_of(recording: Recording, verb: str, by) -> None:
    for meeting in Meeting.objects.filter(translation_key=recording.translation_key):
        _log(meeting, verb, by)


def _log(meeting: Meeting, verb: str, by) -> None:
    log(instance=meeting, action=f"backstage_qa.{verb}", user=by)
