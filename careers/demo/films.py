"""The film of a meeting of the demonstration: ready to watch, so that no ffmpeg is needed."""

from django.core.files import File

from backstage_qa.meetings import actions, film
from backstage_qa.models import Meeting, Recording

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
    """Captioned in the language that is spoken, subtitled in the other; approved by an editor.

    A question of the evening is made a thread by that editor, and approved by a ``second`` one.
    """
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
    for chapter in recording.chapters.filter(starts_at=ASKED):
        thread = actions.draft_thread(meeting=meeting, chapter=chapter, by=approver)
        thread.get_workflow().start(thread, approver)
        thread.current_workflow_task_state.specific.approve(user=second)


def _keep(recording: Recording, name: str, file: str) -> str:
    with (FOLDER / file).open("rb") as opened:
        return recording.original.storage.save(name, File(opened))
