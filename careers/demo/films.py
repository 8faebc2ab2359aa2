"""The film of a meeting of the demonstration: ready to watch, so that no ffmpeg is needed."""

from django.core.files import File

from backstage_qa.conversations import actions as conversing
from backstage_qa.meetings import actions, film
from backstage_qa.models import Meeting, PublishedMeeting, Recording
from backstage_qa.threads.actions import draft_from

from .files import DATA

FOLDER = DATA / "film"
DURATION = 60.0
CHAPTERS = {
    "en": "0:00 Good evening\n0:12 Three in the morning\n"
    "0:28 Do I need to have studied computer science?\n"
    "0:45 How does one sleep with such hours?",
    "fr": "0:00 Bonsoir\n0:12 Trois heures du matin\n"
    "0:28 Faut-il avoir étudié l’informatique\u202f?\n"
    "0:45 Comment dort-on avec de tels horaires\u202f?",
}

ASKED = 28  # the second at which a question of the evening begins that is a thread, too


def load_film(meeting: Meeting, author, approver, second) -> None:
    """Captioned in the language that is spoken, subtitled in the other; approved by an editor."""
    recording = Recording(
        translation_key=meeting.translation_key,
        language="en",
        state=Recording.State.READY,
        duration=DURATION,
        width=320,
        height=240,
        sound=[[0, DURATION]],
        progress=100,
    )
    recording.original = _keep(recording, f"{recording.folder}/original", "film.mp4")
    recording.film = _keep(recording, f"{recording.folder}/film.mp4", "film.mp4")
    for number in range(film.FRAMES):
        _keep(recording, recording.frame_name(number), f"frame-{number}.jpg")
    recording.save()
    for language, text in CHAPTERS.items():
        kind = "captions" if language == recording.language else "subtitles"
        content = (FOLDER / f"captions_{language}.vtt").read_bytes()
        about = {"recording": recording, "language": language, "by": author}
        actions.add_track(**about, kind=kind, content=content)
        actions.set_chapters(**about, text=text)
    actions.choose_poster(recording=recording, frame=2, by=author)
    actions.state_description(recording=recording, needed=False, by=author)
    actions.publish(recording=recording, by=approver)
    _write_what_was_asked(meeting, recording, author, approver, second)


def _write_what_was_asked(meeting: Meeting, recording: Recording, hr, editor, second) -> None:
    """A question of the evening becomes a conversation, and a thread that a second editor approves.

    It is answered with what was said, by the expert who spoke; by the editor if none did.
    """
    announced = PublishedMeeting.objects.filter(translation_key=meeting.translation_key)
    questions = recording.chapters.filter(starts_at=ASKED)
    for chapter in questions.filter(language__in=announced.values("language")):
        conversation = actions.open_conversation(meeting=meeting, chapter=chapter, by=hr)
        conversing.accept(conversation=conversation, by=editor)
        said = conversation.proposed_answer
        speaker = said.expert.user if said.expert else editor
        conversing.answer(conversation=conversation, by=speaker, text=said.text)
        thread = draft_from(conversation=conversation, by=editor)
        thread.get_workflow().start(thread, editor)
        thread.current_workflow_task_state.specific.approve(user=second)


def _keep(recording: Recording, name: str, file: str) -> str:
    with (FOLDER / file).open("rb") as opened:
        return recording.original.storage.save(name, File(opened))
