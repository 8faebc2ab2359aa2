"""The film of a meeting of the demonstration: ready to watch, so that no ffmpeg is needed."""

from django.core.files import File

from backstage_qa.conversations import actions as conversing
from backstage_qa.meetings import actions, film
from backstage_qa.models import Meeting, PublishedMeeting, Recording
from backstage_qa.threads.actions import draft_from

from .files import DATA

FOLDER = DATA / "film"
DURATION = 60.0
LANGUAGES = ("en", "fr")


def load_film(meeting: Meeting, row: dict, experts: dict, author, approver, second) -> None:
    """Captioned in the language that is spoken, subtitled in the other; approved by an editor.

    All meetings show the same pictures; ``row["texts"]`` is the folder of what is said in them.
    """
    recording = _recording(meeting, row["language"])
    texts = FOLDER / row["texts"]
    for language in LANGUAGES:
        kind = "captions" if language == recording.language else "subtitles"
        about = {"recording": recording, "language": language, "by": author}
        content = (texts / f"captions_{language}.vtt").read_bytes()
        actions.add_track(**about, kind=kind, content=content)
        chapters = (texts / f"chapters_{language}.vtt").read_text(encoding="utf-8")
        actions.set_chapters(**about, text=chapters)
    speaks = {int(second): experts[key] for second, key in row.get("speaks", {}).items()}
    chapters_of = recording.chapters.filter(starts_at__in=speaks)
    speakers = {chapter.pk: speaks[chapter.starts_at] for chapter in chapters_of}
    actions.describe_chapters(recording=recording, questions={}, speakers=speakers, by=author)
    actions.choose_poster(recording=recording, frame=row["poster"], by=author)
    actions.state_description(recording=recording, needed=False, by=author)
    actions.publish(recording=recording, by=approver)
    asked = recording.chapters.filter(starts_at=row["asked"])
    _write_what_was_asked(meeting, asked, author, approver, second)


def _recording(meeting: Meeting, language: str) -> Recording:
    recording = Recording(
        translation_key=meeting.translation_key,
        language=language,
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
    return recording


def _write_what_was_asked(meeting: Meeting, asked, hr, editor, second) -> None:
    """A question of the evening becomes a conversation, and a thread that a second editor approves.

    It is answered with what was said after it, by the expert who spoke; by the editor if none did.
    """
    announced = PublishedMeeting.objects.filter(translation_key=meeting.translation_key)
    for chapter in asked.filter(language__in=announced.values("language")):
        conversation = actions.open_conversation(meeting=meeting, chapter=chapter, by=hr)
        conversing.accept(conversation=conversation, by=editor)
        said = conversation.proposed_answer
        speaker = said.expert.user if said.expert else editor
        _question, _mark, answer = said.text.partition("?")
        conversing.answer(conversation=conversation, by=speaker, text=answer.strip())
        thread = draft_from(conversation=conversation, by=editor)
        thread.get_workflow().start(thread, editor)
        thread.current_workflow_task_state.specific.approve(user=second)


def _keep(recording: Recording, name: str, file: str) -> str:
    with (FOLDER / file).open("rb") as opened:
        return recording.original.storage.save(name, File(opened))
