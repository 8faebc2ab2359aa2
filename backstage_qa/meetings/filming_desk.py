"""The screen on which HR prepares a film: upload, captions, chapters, picture, publication."""

from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..conf import backstage_settings
from ..numbers import number_in
from ..review.errors import Refusal
from . import actions, captions, chapters, film
from .desk import MeetingScreen
from .files import address
from .filming_chapters import ChapterVerbs
from .filming_forms import ChaptersForm, PosterForm, TrackForm
from .filming_questions import QuestionVerbs
from .filming_source import SourceVerbs
from .problems import PROBLEMS
from .readiness import missing
from .recordings import Recording
from .watching import shown

DONE = {
    "upload": gettext_lazy("The film is here, and is being prepared."),
    "link_film": gettext_lazy("The film is linked. It is shown once what is missing is here."),
    "prepare_again": gettext_lazy("The film is prepared once more."),
    "set_poster": gettext_lazy("The picture is kept."),
    "add_track": gettext_lazy("The text is read. Check it against the film."),
    "remove_track": gettext_lazy("The text is removed."),
    "set_chapters": gettext_lazy("The chapters are written."),
    "describe_chapters": gettext_lazy("It is noted what each chapter is."),
    "open_conversation": gettext_lazy("The question is in the queue, with a date for its answer."),
    "link_thread": gettext_lazy("The chapter and the thread lead to each other."),
    "unlink_thread": gettext_lazy("The chapter leads to no thread any more."),
    "choose_poster": gettext_lazy("The picture is chosen."),
    "described": gettext_lazy("It is noted that no descriptions are needed."),
    "not_described": gettext_lazy("It is noted that descriptions are needed."),
    "publish": gettext_lazy("The film is public."),
    "unpublish": gettext_lazy("The film is no longer public."),
    "remove": gettext_lazy("The film is deleted."),
}

FIRST = {"upload", "link_film"}  # before there is a film


class FilmView(SourceVerbs, QuestionVerbs, ChapterVerbs, MeetingScreen):
    """Each form sends its verb; what is refused comes back with the reason."""

    template_name = "backstage_qa/admin/meetings/film.html"
    captions_url_name = None
    film_url_name = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.language = self.meeting.locale.language_code
        key = self.meeting.translation_key
        self.recording = Recording.objects.filter(translation_key=key).first()
        self.refused = {}

    def get_page_title(self):
        return _("The film")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context |= self.about_source()
        if self.recording:
            context |= self._about(self.recording)
        return context

    def form(self, form_class, **kwargs):
        """The form, with what was refused of it."""
        bound = self.refused.get(form_class.verb)
        return bound or form_class(language=self.language, **kwargs)

    def _about(self, recording: Recording) -> dict:
        own = list(self.chapters())
        lines = [(chapter.starts_at, chapter.title) for chapter in own]
        is_writer = recording.writers.filter(pk=self.request.user.pk).exists()
        frames = [] if recording.link else range(film.FRAMES)
        return {
            "recording": recording,
            "captions_url_name": self.captions_url_name,
            "problem": PROBLEMS.get(recording.problem),
            "is_ready": recording.state == Recording.State.READY,
            "film": shown(recording, self.language, signed=True),
            "tracks": recording.tracks.defer("cues"),
            "missing": missing(recording),
            "needs_another": backstage_settings.FOUR_EYES and is_writer,
            "poster_form": self.form(PosterForm),
            "track_form": self.form(TrackForm, recording=recording),
            "chapters_form": self.form(
                ChaptersForm, initial={"text": chapters.as_lines(lines), "language": self.language}
            ),
            "frames": [
                (number, address(recording, f"frame-{number}.jpg", signed=True))
                for number in frames
            ],
            **self.about_chapters(own),
            **self.about_questions(recording, own),
        }

    def post(self, request, pk):
        verb = request.POST.get("verb")
        if verb not in DONE:
            raise Http404
        if verb not in FIRST and self.recording is None:
            raise Http404
        try:
            getattr(self, f"do_{verb}")(request)
        except (ValidationError, Refusal) as refusal:
            return self._refused(verb, refusal)
        messages.success(request, str(DONE[verb]))
        return self._leave()

    def _leave(self):
        url = reverse(self.film_url_name, args=[self.meeting.pk])
        top = f"{url}#main"  # where what was done is said
        if self.request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"url": url})  # the upload that tells its progress
        return redirect(top)

    def _refused(self, verb: str, refusal):
        said = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
        if self.request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"errors": said}, status=422)
        if verb not in self.refused:
            for sentence in said:
                messages.error(self.request, sentence)
        return self.render_to_response(self.get_context_data(), status=422)

    def cleaned(self, form_class, **kwargs) -> dict:
        """What was sent. Raises ``ValidationError``."""
        request = self.request
        form = form_class(request.POST, request.FILES, language=self.language, **kwargs)
        if not form.is_valid():
            self.refused[form.verb] = form
            raise ValidationError([e for errors in form.errors.values() for e in errors])
        self.refused[form.verb] = form
        return form.cleaned_data

    @contextmanager
    def beside(self, verb: str, field: str):
        """What is refused within is said beside a field of the form, unless it names another."""
        try:
            yield
        except ValidationError as error:
            self.refused[verb].add_error(None if hasattr(error, "error_dict") else field, error)
            raise

    def do_set_poster(self, request):
        sent = self.cleaned(PosterForm)
        with self.beside("set_poster", "picture"):
            actions.set_poster(recording=self.recording, **sent, by=request.user)

    def do_add_track(self, request):
        sent = self.cleaned(TrackForm, recording=self.recording)
        with self.beside("add_track", "file"):
            actions.add_track(
                recording=self.recording,
                kind=sent["kind"],
                language=sent["language"],
                content=sent["file"],
                by=request.user,
            )
        self._say_what_was_guessed(sent["file"])

    def _say_what_was_guessed(self, content: bytes) -> None:
        """Nobody else can tell whether the letters of a file without Unicode are right."""
        if line := captions.guessed(content):
            text = _(
                "This file is not in UTF-8: it was read as Windows-1252. Look whether its"
                " accents are right: “%(line)s”"
            )
            messages.warning(self.request, text % {"line": line})

    def do_remove_track(self, request):
        track = number_in(request.POST.get("track", ""))
        if track is None:
            raise Http404
        actions.remove_track(recording=self.recording, track=track, by=request.user)

    def do_set_chapters(self, request):
        sent = self.cleaned(ChaptersForm)
        content = sent.pop("file")
        with self.beside("set_chapters", "file" if content else "text"):
            actions.set_chapters(recording=self.recording, **sent, by=request.user)
        self._say_what_was_guessed(content)

    def do_choose_poster(self, request):
        frame = number_in(request.POST.get("frame", ""))
        if frame is None:
            raise ValidationError(_("Choose a picture."))
        actions.choose_poster(recording=self.recording, frame=frame, by=request.user)

    def do_described(self, request):
        actions.state_description(recording=self.recording, needed=False, by=request.user)

    def do_not_described(self, request):
        actions.state_description(recording=self.recording, needed=True, by=request.user)

    def do_publish(self, request):
        actions.publish(recording=self.recording, by=request.user)

    def do_unpublish(self, request):
        actions.unpublish(recording=self.recording, by=request.user)

    def do_remove(self, request):
        actions.remove(meeting=self.meeting, by=request.user)
