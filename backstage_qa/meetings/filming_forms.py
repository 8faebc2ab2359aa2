"""The forms of the screen on which a film is prepared."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..languages import language_in_words
from ..threads.choosers import ONLY_IN, published_thread_chooser
from ..threads.public import PublishedThread
from . import captions, chapters, hosts
from .recordings import Chapter, Recording, Track

FILMS = ".mp4,.m4v,.mov,.webm,.mkv,video/mp4,video/quicktime,video/webm"


class FilmingForm(forms.Form):
    """``verb`` is the action that the form leads to."""

    verb = ""

    def __init__(self, data=None, files=None, *, language: str, **kwargs) -> None:
        super().__init__(data, files, auto_id=f"{self.verb}-%s", label_suffix="", **kwargs)
        if field := self.fields.get("language"):
            field.choices = settings.LANGUAGES  # type: ignore[attr-defined]
            self.initial.setdefault("language", language)
        self.language_name = language_in_words(language)


class ReplacingForm(FilmingForm):
    """A film in the place of ``recording``, of which nothing stays: that takes a word."""

    def __init__(self, *args, recording: Recording | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if recording and (recording.tracks.exists() or recording.chapters.exists()):
            self.fields["replace"] = forms.BooleanField(
                label=_("Delete the film that is here, with its captions and chapters"),
                error_messages={"required": _("Say that they are deleted: nothing of them stays.")},
            )


class UploadForm(ReplacingForm):
    verb = "upload"
    language = forms.ChoiceField(label=_("Spoken language"))
    film = forms.FileField(
        label=_("Film"),
        help_text=_("MP4, MOV or WebM, as the camera or telephone wrote it."),
        widget=forms.FileInput(attrs={"accept": FILMS}),
        error_messages={"required": _("Choose the file of the film.")},
    )


class LinkFilmForm(ReplacingForm):
    """A film that stays where it is."""

    verb = "link_film"
    language = forms.ChoiceField(label=_("Spoken language"))
    address = forms.CharField(
        label=_("Address of the film"),
        max_length=hosts.LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
        error_messages={"required": _("Paste the address of the film.")},
    )
    duration = forms.CharField(
        label=_("Its length"),
        max_length=8,
        help_text=_("As the player there shows it, such as “48:05” or “1:12:30”."),
        error_messages={"required": _("Write how long the film lasts.")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        names = ", ".join(host.name for host in hosts.allowed())
        text = _("Of its page, or from the button to share it. Allowed: %(hosts)s.")
        self.fields["address"].help_text = text % {"hosts": names}

    def clean_duration(self) -> int:
        return chapters.seconds_of(self.cleaned_data["duration"].strip())


class PosterForm(FilmingForm):
    """The picture before a film that is at another host."""

    verb = "set_poster"
    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP; 1280 × 720 points fit best."),
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.webp"}),
        error_messages={"required": _("Choose a picture.")},
    )


class TrackForm(FilmingForm):
    verb = "add_track"
    kind = forms.ChoiceField(label=_("What it is"), choices=Track.Kind.choices)
    language = forms.ChoiceField(label=_("Language"))
    file = forms.FileField(
        label=_("File"),
        help_text=_("WebVTT or SRT."),
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt,text/vtt"}),
        error_messages={"required": _("Choose a file of captions.")},
    )

    def __init__(self, *args, recording: Recording, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.present = [(track.kind, track.language) for track in recording.tracks.defer("cues")]
        if self.present:
            self.fields["replace"] = forms.BooleanField(
                label=_("Put it in the place of the text of this kind and language that is here"),
                required=False,
            )

    def clean_file(self):
        file = self.cleaned_data["file"]
        return file.read(captions.MOST_BYTES + 1)

    def clean(self):
        sent = super().clean()
        is_here = (sent.get("kind"), sent.get("language")) in self.present
        if is_here and not sent.pop("replace"):
            text = _("Such a text is here, corrected perhaps. Say that the file takes its place.")
            self.add_error("replace", text)
        return sent


class LinkForm(FilmingForm):
    """A chapter, and the public thread that answers its question."""

    verb = "link_thread"
    # Read by the chooser, which offers threads of no other language
    language = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    chapter = forms.ModelChoiceField(Chapter.objects.none(), label=_("Chapter"))
    thread = forms.ModelChoiceField(
        PublishedThread.objects.public(),
        label=_("Thread"),
        widget=published_thread_chooser.widget_class(
            linked_fields={ONLY_IN: "#link_thread-language"}
        ),
    )

    def __init__(self, *args, language: str, recording: Recording, **kwargs) -> None:
        super().__init__(*args, language=language, **kwargs)
        chapters = recording.chapters.filter(language=language)
        self.fields["chapter"].queryset = chapters  # type: ignore[attr-defined]


class EachChapterForm(FilmingForm):
    """What each chapter is, and who speaks in it: ``people`` are the meeting's, by a key."""

    verb = "describe_chapters"
    KINDS = [("talk", _("Talk")), ("question", _("Question"))]

    def __init__(self, *args, chapters: list[Chapter], people: dict, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.chapters, self.people = chapters, people
        anybody = [("", _("Nobody in particular")), *people.items()]
        for chapter in chapters:
            self.fields[f"kind-{chapter.pk}"] = forms.ChoiceField(
                label=_("What it is"),
                choices=self.KINDS,
                required=False,
                initial="question" if chapter.is_question else "talk",
            )
            person = chapter.expert or chapter.guest
            if people:
                self.fields[f"speaker-{chapter.pk}"] = forms.ChoiceField(
                    label=_("Who speaks"),
                    choices=anybody,
                    required=False,
                    initial=next((key for key, who in people.items() if who == person), ""),
                )

    def rows(self) -> list[tuple[Chapter, list[forms.BoundField]]]:
        """Each chapter with its fields."""
        return [
            (chapter, [field for field in self if field.name.endswith(f"-{chapter.pk}")])
            for chapter in self.chapters
        ]

    def clean(self) -> dict:
        """What is noted, by the id of the chapter: a person, or None for nobody."""
        sent = super().clean() or {}
        if not all(sent.get(f"kind-{chapter.pk}", "wrong") for chapter in self.chapters):
            text = _("These chapters were written anew meanwhile. Look at them once more.")
            raise forms.ValidationError(text)
        keys = [chapter.pk for chapter in self.chapters]
        questions = {pk: sent.get(f"kind-{pk}") == "question" for pk in keys}
        named = [pk for pk in keys if f"speaker-{pk}" in self.fields]
        people = {pk: self.people.get(sent.get(f"speaker-{pk}")) for pk in named}
        return {"questions": questions, "speakers": people}


class ChaptersForm(FilmingForm):
    """In the language of the announcement that it was reached from."""

    verb = "set_chapters"
    language = forms.ChoiceField(label=_("Language"), widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Chapters"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "A time and a title on each line, such as “12:40 What does it take?”. The first"
            " begins at 0:00, there are three at least, each of ten seconds at least. A new one"
            " is a question if its title reads like one; say otherwise below."
        ),
    )
    file = forms.FileField(
        label=_("Or a file of chapters"),
        required=False,
        help_text=_("WebVTT. It takes the place of what is written above."),
        widget=forms.FileInput(attrs={"accept": ".vtt,text/vtt"}),
    )

    def clean_file(self) -> bytes:
        """What is in it; nothing without one."""
        file = self.cleaned_data["file"]
        return file.read(captions.MOST_BYTES + 1) if file else b""

    def clean(self):
        sent = super().clean()
        if content := sent.get("file"):
            try:
                sent["text"] = captions.decoded(content)
            except forms.ValidationError as error:
                self.add_error("file", error)
        return sent
