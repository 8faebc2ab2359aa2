"""Preparing a film in the background: claim, make it outside any transaction, put it in place.

Whoever is killed leaves a lease that runs out, files under names that the next
attempt writes anew, and a row that says "being prepared": the tick finds it.
"""

import datetime
import logging
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from ..conf import backstage_settings
from . import film
from .recordings import Recording

logger = logging.getLogger(__name__)

State = Recording.State
MOST_ATTEMPTS = 3
WHOLE = 0.9  # of the length that a film says it has
TELL_EVERY = 5  # seconds
QUEUE_AGAIN = datetime.timedelta(minutes=5)


class LostError(Exception):
    """The row is gone, or another process has it."""


@task()
def prepare_soon(pk: int) -> None:
    """Prepare a film now. Losing this task loses nothing: the tick asks again."""
    prepare(pk)


def queue_due() -> int:
    """Ask the workers for every film that nobody prepares; return how many were asked for."""
    now = timezone.now()
    due = Recording.objects.due(now).filter(queued_at__lte=now - QUEUE_AGAIN)
    asked = list(due.values_list("pk", flat=True))
    due.filter(pk__in=asked).update(queued_at=now)
    for pk in asked:
        prepare_soon.enqueue(pk)
    return len(asked)


def prepare(pk: int) -> None:
    """Make what is watched of what was uploaded, unless another process is at it."""
    if not film.is_installed():
        Recording.objects.due(timezone.now()).filter(pk=pk).update(problem="no_ffmpeg")
        return
    if (recording := _claim(pk)) is None:
        return
    if recording.attempts > MOST_ATTEMPTS:  # it killed whoever tried
        shutil.rmtree(_folder(recording), ignore_errors=True)
        _fail(recording, "killed")
        return
    try:
        _prepare(recording)
    except LostError:
        logger.info("The recording %s is prepared by somebody else, or gone", pk)
    except film.Interrupted:  # the next tick that finds it begins again
        _mine(recording).update(state=State.WAITING, leased_until=None)
    except film.FilmError as error:
        _fail(recording, str(error))
    except Exception:
        logger.exception("The recording %s could not be prepared", pk)
        _fail(recording, "failed")


def _claim(pk: int) -> Recording | None:
    now = timezone.now()
    taken = Recording.objects.due(now).filter(pk=pk)
    if not taken.update(
        state=State.WORKING,
        problem="",
        progress=0,
        leased_until=_lease(),
        attempts=F("attempts") + 1,
    ):
        return None
    return Recording.objects.get(pk=pk)


def _lease() -> datetime.datetime:
    return timezone.now() + datetime.timedelta(seconds=backstage_settings.RECORDING_LEASE)


def _mine(recording: Recording):
    """The row, as long as it is this attempt's."""
    return Recording.objects.filter(
        pk=recording.pk, state=State.WORKING, attempts=recording.attempts
    )


def _fail(recording: Recording, problem: str) -> None:
    _mine(recording).update(state=State.FAILED, problem=problem, leased_until=None)


def _prepare(recording: Recording) -> None:
    with _workshop(recording) as folder:
        original = folder / "original"
        with recording.original.open("rb") as kept, original.open("wb") as copy:
            shutil.copyfileobj(kept, copy, 1024 * 1024)
        facts = film.probe(original)
        made = folder / "film.mp4"
        film.transcode(original, made, facts, _teller(recording))
        seen = film.probe(made)
        if seen.duration < WHOLE * facts.duration:  # a copy that was broken off
            raise film.FilmError("unreadable")
        heard = film.sound(made, seen.duration) if seen.has_sound else []
        pictures = film.frames(made, folder, seen.duration)
        _put_in_place(recording, made, pictures, seen, heard)


def _folder(recording: Recording) -> Path:
    return Path(tempfile.gettempdir()) / f"backstage-{recording.public_id}"


@contextmanager
def _workshop(recording: Recording) -> Iterator[Path]:
    """A folder of this recording's own, emptied of what a killed attempt left in it."""
    folder = _folder(recording)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _teller(recording: Recording):
    """Writes the percent done, which is also the sign of life."""
    told_at = time.monotonic()

    def tell(percent: int) -> None:
        nonlocal told_at
        if time.monotonic() - told_at < TELL_EVERY:
            return
        told_at = time.monotonic()
        if not _mine(recording).update(progress=percent, leased_until=_lease()):
            raise LostError

    return tell


def _put_in_place(recording, made: Path, pictures: list[Path], seen: film.Facts, heard) -> None:
    storage = recording.film.storage
    names = [f"{recording.folder}/film.mp4"]
    names += [recording.frame_name(number) for number in range(len(pictures))]
    for name, path in zip(names, [made, *pictures], strict=True):
        storage.delete(name)
        with path.open("rb") as file:
            storage.save(name, File(file))
    with transaction.atomic():
        done = _mine(recording).update(
            state=State.READY,
            film=names[0],
            duration=seen.duration,
            width=seen.width,
            height=seen.height,
            sound=heard,
            progress=100,
            leased_until=None,
            version=F("version") + 1,
        )
        if not done:
            raise LostError
