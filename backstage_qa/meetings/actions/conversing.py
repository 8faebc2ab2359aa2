"""From a question that is heard in a film to the conversation in which it is answered."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ...conversations.actions import ask_at_meeting
from ...conversations.models import Conversation
from ...experts.models import Expert
from ...professions.models import Profession
from .. import transcript
from ..models import Meeting
from ..moments import Moment
from ..public import PublishedMeeting
from ..recordings import Chapter, Recording, Track
from ..staff import require_staff

LONGEST_SUBJECT = Conversation._meta.get_field("subject").max_length


@transaction.atomic
def open_conversation(*, meeting: Meeting, chapter: Chapter, by) -> Conversation:
    """Put the question of a chapter into the queue, in nobody's name, with its promise.

    What was said in the chapter is proposed as the answer, and the expert who said it as
    the one who sends it; where nothing was said, an answer is owed like any other. Called
    again, gives the conversation that the chapter has. Raises ``PermissionDenied``,
    ``ValidationError``.
    """
    require_staff(by)
    Recording.objects.select_for_update().get(pk=chapter.recording_id)  # two clicks, one question
    moment = Moment.objects.of(chapter).select_related("conversation").first()
    if moment and moment.conversation:
        return moment.conversation
    if moment and moment.thread_id:
        raise ValidationError(_("This chapter leads to a thread already."))
    if not chapter.is_question:
        raise ValidationError(_("This chapter is no question. Say first that it is one."))
    announced = _announced(meeting, chapter)
    expert = _expert_of(announced, chapter)
    conversation = ask_at_meeting(
        meeting=announced,
        profession=_profession_for(announced, expert),
        subject=Truncator(chapter.title).chars(LONGEST_SUBJECT),
        text=chapter.title,
        said=_said_in(chapter),
        expert=expert,
        by=by,
    )
    Moment.objects.tie(chapter, conversation=conversation)
    data = {"conversation": conversation.pk}
    log(instance=meeting, action="backstage_qa.open_conversation", user=by, data=data)
    return conversation


def _announced(meeting: Meeting, chapter: Chapter) -> PublishedMeeting:
    rows = PublishedMeeting.objects.public().in_language(chapter.language)
    announced = rows.filter(translation_key=meeting.translation_key).first()
    if announced is None:
        raise ValidationError(
            _("Publish the announcement first: questions belong to the public meeting.")
        )
    return announced


def _expert_of(announced: PublishedMeeting, chapter: Chapter) -> Expert | None:
    """The one who is named as its speaker, else the only expert of the meeting."""
    if chapter.expert or chapter.guest:
        return chapter.expert
    speaking = Expert.objects.filter(speaking__meeting=announced.meeting_id).distinct()
    found = list(speaking[:2])
    return found[0] if len(found) == 1 else None


def _profession_for(announced: PublishedMeeting, expert: Expert | None) -> Profession:
    """One of the meeting's that takes questions: of this expert's, if there is one."""
    about = Profession.objects.in_language(announced.language).open()
    about = about.filter(pk__in=announced.professions.values("pk")).order_by("pk")
    theirs = about.filter(experts=expert).first() if expert else None
    profession = theirs or about.first()
    if profession is None:
        raise ValidationError(
            _("No profession of this meeting takes questions. Name one in the announcement.")
        )
    return profession


def _said_in(chapter: Chapter) -> str:
    """The transcript from this chapter to the next; "" where nothing is written."""
    recording = chapter.recording
    kinds = (Track.Kind.CAPTIONS, Track.Kind.SUBTITLES)
    track = recording.tracks.filter(kind__in=kinds, language=chapter.language).first()
    marks = recording.chapters.filter(language=chapter.language).values_list("starts_at", "title")
    parts = transcript.parts(track.cues, marks) if track else []
    said = [part for part in parts if part.start == chapter.starts_at]
    return "\n\n".join(paragraph.text for part in said for paragraph in part.paragraphs)
