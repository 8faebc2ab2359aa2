"""From a question of the evening to a thread, and to the one that answers it already."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale

from ...epoch import move_on
from ...html import from_plain_text
from ...personal_data.detect import mask
from ...threads.models import Entry, Thread
from ...threads.public import PublishedThread
from .. import transcript
from ..models import Meeting
from ..moments import Moment
from ..recordings import Chapter, Track
from ..staff import require_staff


@transaction.atomic
def draft_thread(*, meeting: Meeting, chapter: Chapter, by) -> Thread:
    """Make a draft of a chapter: its title as the question, what was said in it as the answer.

    Personal data that a detector knows is masked. Editors go on from there, with
    their review. Called again, gives the thread that the chapter has.
    Raises ``PermissionDenied``, ``ValidationError``.
    """
    require_staff(by)
    if moment := _moments(chapter).select_related("thread").first():
        return moment.thread
    thread = Thread(
        title=mask(chapter.title), locale=Locale.objects.get(language_code=chapter.language)
    )
    about = meeting.get_translation_or_none(thread.locale) or meeting
    thread.professions = about.professions.filter(locale=thread.locale)
    experts = [speaker.expert for speaker in about.speakers.all() if speaker.expert]
    profile = experts[0].profile_in(chapter.language) if len(experts) == 1 else None
    thread.entries.set(
        [
            Entry(
                sort_order=0,
                kind=Entry.Kind.QUESTION,
                text=from_plain_text(thread.title),
                said_on=meeting.day,
            ),
            Entry(
                sort_order=1,
                kind=Entry.Kind.ANSWER,
                text=from_plain_text(mask(_said_in(chapter))),
                expert=experts[0] if len(experts) == 1 else None,
                author_name=profile.name if profile else "",
                author_job=profile.job_title if profile else "",
                said_on=meeting.day,
            ),
        ]
    )
    thread.save()
    thread.save_revision(user=by, log_action="wagtail.create")
    _tie(meeting, chapter, thread, by)
    return thread


@transaction.atomic
def link_thread(*, meeting: Meeting, chapter: Chapter, thread: PublishedThread, by) -> Moment:
    """Say that a public thread answers the question of a chapter, in the place of any before.

    Raises ``PermissionDenied``, ``ValidationError``.
    """
    require_staff(by)
    if thread.language != chapter.language:
        raise ValidationError(_("This thread is in another language than the chapter."))
    return _tie(meeting, chapter, thread.thread, by)


@transaction.atomic
def unlink_thread(*, chapter: Chapter, by) -> None:
    """The chapter leads to no thread any more; the thread stays as it is."""
    require_staff(by)
    _moments(chapter).delete()
    move_on()


def _moments(chapter: Chapter):
    return Moment.objects.filter(
        recording=chapter.recording_id, language=chapter.language, starts_at=chapter.starts_at
    )


def _tie(meeting: Meeting, chapter: Chapter, thread: Thread, by) -> Moment:
    moment, _created = Moment.objects.update_or_create(
        recording_id=chapter.recording_id,
        language=chapter.language,
        starts_at=chapter.starts_at,
        defaults={"thread": thread},
    )
    log(instance=meeting, action="backstage_qa.link_thread", user=by, data={"thread": thread.pk})
    move_on()
    return moment


def _said_in(chapter: Chapter) -> str:
    """The transcript from this chapter to the next. Raises ``ValidationError``."""
    recording = chapter.recording
    kinds = (Track.Kind.CAPTIONS, Track.Kind.SUBTITLES)
    track = recording.tracks.filter(kind__in=kinds, language=chapter.language).first()
    starts = list(recording.chapters.filter(language=chapter.language))
    marks = [(other.starts_at, other.title) for other in starts]
    parts = transcript.parts(track.cues, marks) if track else []
    said = [part for part in parts if part.start == chapter.starts_at]
    paragraphs = [paragraph.text for part in said for paragraph in part.paragraphs]
    if not paragraphs:
        raise ValidationError(_("Nothing is written of what was said in this chapter."))
    return "\n\n".join(paragraphs)
