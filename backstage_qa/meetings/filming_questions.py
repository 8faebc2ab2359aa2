"""What HR does with a question that is heard in a film: into the queue, or tied to a thread."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from ..conversations.models import Conversation
from ..conversations.permissions import is_editor
from ..numbers import number_in
from ..threads.models import Thread
from . import actions
from .filming_forms import LinkForm
from .recordings import Chapter, Recording


@dataclass(frozen=True)
class Asked:
    """A question of the evening, and where it leads by now."""

    chapter: Chapter
    conversation: Conversation | None
    thread: Thread | None

    @property
    def leads(self) -> bool:
        return bool(self.conversation or self.thread)


class QuestionVerbs:
    """For the screen of a film."""

    def about_questions(self, recording: Recording, chapters: list[Chapter]) -> dict:
        """What the template needs to know of the questions among these chapters."""
        moments = recording.moments.filter(language=self.language)
        led = {m.starts_at: m for m in moments.select_related("thread", "conversation")}
        asked = [
            Asked(
                chapter,
                getattr(led.get(chapter.starts_at), "conversation", None),
                getattr(led.get(chapter.starts_at), "thread", None),
            )
            for chapter in chapters
        ]
        return {
            "questions": [row for row in asked if row.chapter.is_question or row.leads],
            "edits_threads": self.request.user.has_perm("backstage_qa.change_thread"),
            "reads_conversations": is_editor(self.request.user),
            "link_form": self.form(LinkForm, recording=recording),
        }

    def _chapter(self) -> Chapter:
        chapters = self.recording.chapters.select_related("recording")
        return get_object_or_404(chapters, pk=number_in(self.request.POST.get("chapter", "")))

    def do_open_conversation(self, request) -> None:
        actions.open_conversation(meeting=self.meeting, chapter=self._chapter(), by=request.user)

    def do_link_thread(self, request) -> None:
        sent = self.cleaned(LinkForm, recording=self.recording)
        with self.beside("link_thread", "thread"):
            actions.link_thread(
                meeting=self.meeting,
                chapter=sent["chapter"],
                thread=sent["thread"],
                by=request.user,
            )

    def do_unlink_thread(self, request) -> None:
        actions.unlink_thread(chapter=self._chapter(), by=request.user)
