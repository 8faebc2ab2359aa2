"""What HR does with a film that is at another host."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ...conf import backstage_settings
from .. import hosts, posters
from ..chapters import short_clock
from ..models import Meeting
from ..recordings import Recording
from ..staff import require_staff
from .filming import changed, held, remove


@transaction.atomic
def link(*, meeting: Meeting, language: str, address: str, duration: int, by) -> Recording:
    """Say that the film of a meeting is at another host; ``duration`` in seconds.

    It takes the place of an uploaded film. A link in the place of a link leaves
    captions, chapters and picture as they are. Raises ``PermissionDenied``,
    ``ValidationError``.
    """
    require_staff(by)
    found = hosts.read(address)
    if not 0 < duration <= backstage_settings.MAX_RECORDING_HOURS * 3600:
        raise ValidationError({"duration": _("This is no length that the film can have.")})
    if found.start >= duration:
        text = _("The address begins at %(clock)s, after the end of the film.")
        raise ValidationError({"address": text % {"clock": short_clock(found.start)}})
    now = Recording.objects.filter(translation_key=meeting.translation_key).first()
    if now and now.link:
        recording = held(now, by)
    else:
        remove(meeting=meeting, by=by)
        recording = Recording(translation_key=meeting.translation_key)
        recording.width, recording.height = posters.SIZE
        recording.state, recording.progress = Recording.State.READY, 100
    recording.link, recording.language, recording.duration = str(found), language, duration
    # Nobody here can hear where nothing is said: all of it has to be captioned.
    recording.sound = [[0, duration]]
    recording.save()
    changed(recording, by)
    log(instance=meeting, action="backstage_qa.link_recording", user=by)
    return recording


@transaction.atomic
def set_poster(*, recording: Recording, picture: UploadedFile, by) -> None:
    """Keep a picture for a film that is elsewhere, written anew. Raises ``ValidationError``."""
    recording = held(recording, by)
    if not recording.link:
        raise ValidationError(_("The picture of an uploaded film is one of six of its own."))
    content = posters.written(picture)
    recording.poster = posters.FRAME
    changed(recording, by)
    storage, name = recording.original.storage, recording.frame_name(posters.FRAME)
    storage.delete(name)
    storage.save(name, ContentFile(content))
