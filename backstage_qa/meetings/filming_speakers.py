"""Who speaks in each chapter of a film, as HR notes it."""

from django.db.models import QuerySet

from ..experts.models import Expert
from . import actions
from .filming_forms import SpeakersForm
from .guests import Guest
from .recordings import Chapter


class SpeakerVerbs:
    """For the screen of a film."""

    def chapters(self) -> QuerySet[Chapter]:
        """Those of the announcement's language."""
        rows = self.recording.chapters.filter(language=self.language)
        return rows.select_related("expert", "guest")

    def about_speakers(self, chapters: list[Chapter]) -> dict:
        """What the template needs; nothing where there is nobody to choose."""
        people = self._people()
        if not (chapters and people):
            return {}
        return {"speakers_form": self.form(SpeakersForm, chapters=chapters, people=people)}

    def _people(self) -> dict[str, Expert | Guest]:
        rows = self.meeting.speakers.select_related("expert", "guest")
        people = [row.expert or row.guest for row in rows]
        return {f"{person._meta.model_name}-{person.pk}": person for person in people if person}

    def do_name_speakers(self, request) -> None:
        about = {"chapters": list(self.chapters()), "people": self._people()}
        sent = self.cleaned(SpeakersForm, **about)
        actions.name_speakers(recording=self.recording, **sent, by=request.user)
