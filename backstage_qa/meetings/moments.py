"""Where in a film something was said that is also a thread: the way from one to the other."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..conversations.models import Conversation
from ..kept import kept_until_change
from ..threads.models import Thread
from ..threads.public import PublishedThread
from .chapters import short_clock
from .public import PublishedMeeting
from .recordings import Chapter, Recording


class MomentQuerySet(models.QuerySet["Moment"]):
    def of(self, chapter: Chapter) -> "MomentQuerySet":
        """The moment at which this chapter begins, if it leads anywhere."""
        return self.filter(**_where(chapter))

    def tie(self, chapter: Chapter, **to) -> "Moment":
        """Have a chapter lead to a conversation or a thread."""
        moment, _created = self.update_or_create(**_where(chapter), defaults=to)
        return moment

    def move(self, seconds: dict[int, int]) -> None:
        """Have each begin at the second that stands for its own; the others go."""
        kept = [moment for moment in self if moment.starts_at in seconds]
        self.delete()  # all of them, as two may take each other's second
        for moment in kept:
            moment.starts_at = seconds[moment.starts_at]
        Moment.objects.bulk_create(kept)


class Moment(models.Model):
    """The chapter that begins at this second is the question of a thread, public or not yet.

    Before there is a thread, of the conversation in which it is answered.
    """

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="moments")
    language = models.CharField(max_length=10)
    starts_at = models.PositiveIntegerField()  # seconds
    conversation = models.ForeignKey(
        Conversation, null=True, on_delete=models.SET_NULL, related_name="moments"
    )
    thread = models.ForeignKey(Thread, null=True, on_delete=models.SET_NULL, related_name="moments")

    objects = MomentQuerySet.as_manager()

    class Meta:
        verbose_name = _("moment of a recording")
        verbose_name_plural = _("moments of recordings")
        ordering = ["language", "starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["recording", "language", "starts_at"], name="backstage_one_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{short_clock(self.starts_at)} → {self.thread_id}"


def _where(chapter: Chapter) -> dict:
    return {
        "recording_id": chapter.recording_id,
        "language": chapter.language,
        "starts_at": chapter.starts_at,
    }


@dataclass(frozen=True)
class Said:
    """A moment of a film that everybody may watch; ``url`` is a path."""

    title: str
    clock: str
    url: str


@kept_until_change
def said_in_films() -> dict[int, list[Said]]:
    """Call it with the request (or None): by the id of the public thread."""
    films = Recording.objects.public()
    moments = Moment.objects.filter(recording__in=films).select_related("recording")
    keys = [moment.recording.translation_key for moment in moments]
    meetings = {
        (row.translation_key, row.language): row
        for row in PublishedMeeting.objects.public().filter(translation_key__in=keys).for_lists()
    }
    found: dict[int, list[Said]] = {}
    for moment in moments.annotate(public_id=models.F("thread__published")):
        meeting = meetings.get((moment.recording.translation_key, moment.language))
        if meeting and moment.public_id:
            url = f"{meeting.get_absolute_url()}?t={moment.starts_at}#film"
            said = Said(meeting.title, short_clock(moment.starts_at), url)
            found.setdefault(moment.public_id, []).append(said)
    return found


def threads_of(recording: Recording, language: str) -> dict[int, PublishedThread]:
    """The public threads of a film's chapters, by the second of the chapter; one query."""
    rows = PublishedThread.objects.public().for_lists()
    rows = rows.filter(thread__moments__recording=recording, thread__moments__language=language)
    rows = rows.annotate(starts_at=models.F("thread__moments__starts_at"))
    return {row.starts_at: row for row in rows}
