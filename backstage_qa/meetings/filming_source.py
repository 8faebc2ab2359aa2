"""Where the film of a meeting comes from: a file that HR sends, or another host."""

from ..conf import backstage_settings
from . import actions, chapters, hosts
from .filming_forms import LinkFilmForm, UploadForm
from .problems import MENDED_HERE
from .recordings import Recording


class SourceVerbs:
    """For the screen of a film."""

    def about_source(self) -> dict:
        """What the template needs."""
        about = {
            "upload_form": self.form(UploadForm, recording=self.recording),
            "most_megabytes": backstage_settings.MAX_RECORDING_MEGABYTES,
            "can_try_again": self.recording and self.recording.problem in MENDED_HERE,
        }
        if hosts.allowed():
            about["link_film_form"] = self.form(
                LinkFilmForm, recording=self._replaced_by_link(), initial=self._linked()
            )
        return about

    def _replaced_by_link(self) -> Recording | None:
        """An uploaded film; that of a link keeps its texts when the link is corrected."""
        return None if self.recording and self.recording.link else self.recording

    def _linked(self) -> dict:
        """What the form says of a film that is linked already."""
        if not self.recording or not self.recording.link:
            return {}
        known = {"address": self.recording.link, "language": self.recording.language}
        return known | {"duration": chapters.short_clock(self.recording.duration)}

    def do_upload(self, request):
        sent = self.cleaned(UploadForm, recording=self.recording)
        with self.beside("upload", "film"):
            actions.upload(
                meeting=self.meeting,
                language=sent["language"],
                file=sent["film"],
                by=request.user,
            )

    def do_link_film(self, request):
        sent = self.cleaned(LinkFilmForm, recording=self._replaced_by_link())
        sent.pop("replace", None)
        with self.beside("link_film", "address"):
            actions.link(meeting=self.meeting, **sent, by=request.user)

    def do_prepare_again(self, request):
        actions.prepare_again(recording=self.recording, by=request.user)
