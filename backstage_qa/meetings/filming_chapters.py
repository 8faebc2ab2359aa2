"""What each chapter of a film is, and who speaks in it, as HR notes it."""

from django.db.models import QuerySet

from ..experts.models import Expert
from . import actions
from .filming_forms import EachChapterForm
from .guests import Guest
from .recordings import Chapter


class ChapterVerbs:
    """For the screen of a film."""

    def chapters(self) -> QuerySet[Chapter]:
        """Those of the announcement's language."""
        rows = self.recording.chapters.filter(language=self.language)
        return rows.select_related("expert", "guest")

    def about_chapters(self, chapters: list[Chapter]) -> dict:
        """What the template needs; nothing where there are none."""
        if not chapters:
            return {}
        form = self.form(EachChapterForm, chapters=chapters, people=self._people())
        return {"each_chapter_form": form}

    def _people(self) -> dict[str, Expert | Guest]:
        rows = self.meeting.speakers.select_related("expert", "guest")
        people = [row.expert or row.guest for row in rows]
        return {f"{person._meta.model_name}-{person.pk}": person for person in people if person}

    def do_describe_chapters(self, request) -> None:
        about = {"chapters": list(self.chapters()), "people": self._people()}
        sent = self.cleaned(EachChapterForm, **about)
        actions.describe_chapters(recording=self.recording, **sent, by=request.user)
