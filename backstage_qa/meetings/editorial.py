"""The bridge: what speakers agreed to acts on published announcements."""

from django.db.models.signals import post_delete
from django.utils import timezone

from .. import epoch, signals
from ..experts.models import Expert
from ..review.tombstones import tell_of_deletions
from ..threads.searching import content_languages
from . import actions, publication, spoken
from .guests import Guest
from .models import Meeting
from .moments import Moment
from .public import PublishedMeeting

ANNOUNCEMENTS = (signals.meeting_published, signals.meeting_updated, signals.meeting_withdrawn)


def connect() -> None:
    """Called once, when the plugin starts."""
    signals.expert_publicity_changed.connect(refresh_expert)
    signals.guest_changed.connect(refresh_guest)
    signals.profession_renamed.connect(rename_profession)
    signals.recording_changed.connect(index_film)
    signals.meeting_cancelled.connect(index_cancelled)
    signals.search_unanswered.connect(is_heard)
    signals.thread_drafted.connect(tie_thread)
    signals.conversation_answered.connect(tie_referred)
    signals.meeting_updated.connect(wait_with_film)
    for event in ANNOUNCEMENTS:
        event.connect(index_announced)
    tell_of_deletions(Meeting, signals.meeting_withdrawn)
    post_delete.connect(epoch.move_on, sender=Guest, dispatch_uid="backstage_qa.epoch.gone")
    post_delete.connect(epoch.move_on, sender=Meeting, dispatch_uid="backstage_qa.epoch.gone")
    for model in (Expert, Guest):
        post_delete.connect(
            forget_person, sender=model, dispatch_uid="backstage_qa.meetings.forget"
        )


def refresh_expert(sender, expert, **kwargs) -> None:
    """Receiver of ``expert_publicity_changed``: show or hide the person in what is public."""
    _refresh(_public().filter(meeting__speakers__expert=expert).distinct())
    _take_off_films(expert, Meeting.objects.filter(speakers__expert=expert))


def refresh_guest(sender, guest, **kwargs) -> None:
    """Receiver of ``guest_changed``."""
    _refresh(_public().filter(meeting__speakers__guest=guest).distinct())
    _take_off_films(guest, Meeting.objects.filter(speakers__guest=guest))


def rename_profession(sender, profession, **kwargs) -> None:
    """Receiver of ``profession_renamed``."""
    _refresh(_public().filter(professions=profession))


def forget_person(sender, instance, **kwargs) -> None:
    """Receiver of ``post_delete``: a deleted expert or guest is gone from what is public, too.

    Nothing ties the announcements to them any more: all are read, which are few.
    """
    key = sender._meta.model_name
    rows = [
        row for row in _public() if any(speaker[key] == instance.pk for speaker in row.speakers)
    ]
    _refresh(rows)
    actions.withdraw_films(row.translation_key for row in rows)


def index_film(sender, recording, **kwargs) -> None:
    """Receiver of ``recording_changed``: the search knows what is said in it, or forgets it."""
    spoken.index(recording.translation_key)


def is_heard(sender, text, language, **kwargs) -> bool:
    """Receiver of ``search_unanswered``: whether it is said in a film."""
    return bool(spoken.heard(text, language, content_languages()))


def tie_thread(sender, conversation, thread, **kwargs) -> None:
    """Receiver of ``thread_drafted``: where it is asked in a film leads to the thread."""
    Moment.objects.filter(conversation=conversation, thread=None).update(thread=thread)


def tie_referred(sender, conversation, message, **kwargs) -> None:
    """Receiver of ``conversation_answered``: the answer was a thread that is public already."""
    if message.thread_id and message.thread.thread_id:
        tie_thread(sender, conversation, message.thread.thread)
        epoch.move_on()


def wait_with_film(sender, published_meeting, **kwargs) -> None:
    """Receiver of ``meeting_updated``: one that is now to come has no film yet."""
    if published_meeting.ends_at > timezone.now():
        actions.withdraw_films([published_meeting.translation_key])


def index_announced(sender, published_meeting, **kwargs) -> None:
    """Receiver of ``ANNOUNCEMENTS``: a film is found on each page that shows it."""
    spoken.index(published_meeting.translation_key)


def index_cancelled(sender, meeting, **kwargs) -> None:
    """Receiver of ``meeting_cancelled``: its film is forgotten, or found again."""
    spoken.index(meeting.translation_key)


def _public():
    return PublishedMeeting.objects.public().select_related("meeting")


@epoch.moved_last()
def _refresh(rows) -> None:
    for row in rows:
        publication.publish(row.meeting)


def _take_off_films(person: Expert | Guest, meetings) -> None:
    if not person.agreed_public_on:
        actions.withdraw_films(meetings.values_list("translation_key", flat=True))
