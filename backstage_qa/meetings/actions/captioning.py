"""Correcting captions that are here already."""

from django.db import transaction

from ...conversations.errors import StaleWrite
from .. import caption_rows, captions
from ..caption_rows import Row, row_of, stamp_of
from ..recordings import Recording, Track
from .filming import changed, held


@transaction.atomic
def edit_cues(
    *, recording: Recording, track: int, first: int, count: int, rows: list[Row], seen: str, by
) -> Track:
    """Put rows in the place of ``count`` captions of a track, from the ``first`` (0 is the first).

    ``seen`` is the stamp of what was shown. A film whose captions change leaves the
    public pages, as ever. Raises ``PermissionDenied``, ``ValidationError``, ``Track.DoesNotExist``
    and ``StaleWrite`` with both texts.
    """
    recording = held(recording, by)
    found = recording.tracks.select_for_update().get(pk=track)
    if stamp_of(found.cues, first, count) != seen:
        theirs = captions.as_vtt(found.cues[first : first + count])
        yours = "\n\n".join(f"{row.timing}\n{row.text}" for row in rows)
        raise StaleWrite(theirs=theirs, yours=yours, version=recording.version)
    before = [row_of(*cue) for cue in found.cues[:first]]
    after = [row_of(*cue) for cue in found.cues[first + count :]]
    cues = caption_rows.read([*before, *rows, *after])
    if cues != found.cues:
        found.cues = cues
        found.save()
        changed(recording, by)
    return found
