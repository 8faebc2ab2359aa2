"""The editor of captions: rows beside the film; every button keeps what was typed."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from ..conversations.errors import StaleWrite
from ..languages import language_in_words
from ..numbers import number_in
from . import actions
from .caption_rows import Row, after, join, row_of, split, stamp_of
from .chapters import short_clock
from .desk import MeetingScreen
from .recordings import Recording, Track
from .watching import shown

PAGE = 100


class CaptionsView(MeetingScreen):
    """Buttons are named by what they do and to which row: "split 3"."""

    template_name = "backstage_qa/admin/meetings/captions.html"
    captions_url_name = None
    film_url_name = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        key = self.meeting.translation_key
        self.recording = get_object_or_404(Recording, translation_key=key)
        self.track = get_object_or_404(self.recording.tracks, pk=kwargs["track"])
        number = number_in(request.GET.get("page", "1"))
        pages = max(1, -(-len(self.track.cues) // PAGE))
        self.page = min(max(number or 1, 1), pages)
        self.first = (self.page - 1) * PAGE

    def get_page_title(self):
        language = language_in_words(self.track.language)
        return f"{self.track.get_kind_display()}, {language}"

    def get_context_data(self, rows: list[Row] | None = None, focus: int = 0, **kwargs):
        cues = self.track.cues
        here = cues[self.first : self.first + PAGE]
        if rows is None:
            rows = [row_of(*cue) for cue in here]
        starts = cues[::PAGE]
        return super().get_context_data(
            rows=[(self.first + at, row) for at, row in enumerate(rows, start=1)],
            focus=self.first + focus,
            first=self.first,
            last=self.first + len(rows),
            count=len(here),
            seen=stamp_of(cues, self.first, len(here)),
            pages=[(at, short_clock(cue[0])) for at, cue in enumerate(starts, start=1)],
            page=self.page,
            film=shown(self.recording, self.meeting.locale.language_code, signed=True),
            film_url=reverse(self.film_url_name, args=[self.meeting.pk]),
            **kwargs,
        )

    def post(self, request, pk, track):
        sent = [request.POST.getlist(name) for name in ("start", "end", "text")]
        count = number_in(request.POST.get("count", ""))
        verb, _space, place = request.POST.get("act", "save").partition(" ")
        at = (number_in(place) or 0) - self.first - 1
        rows = [Row(*fields) for fields in zip(*sent, strict=False)]
        if len({len(fields) for fields in sent}) > 1 or count is None or count > PAGE:
            raise Http404
        if verb not in CHANGES or (verb != "save" and not 0 <= at < len(rows)):
            raise Http404
        caret = number_in(request.POST.get("caret", ""))
        rows, focus = CHANGES[verb](rows, at, caret)
        try:
            self.track = actions.edit_cues(
                recording=self.recording,
                track=self.track.pk,
                first=self.first,
                count=count,
                rows=rows,
                seen=request.POST.get("seen", ""),
                by=request.user,
            )
        except ValidationError as error:
            wrong = (error.params or {}).get("row", 0)
            context = self.get_context_data(rows=rows, problems=error.messages, wrong=wrong)
            return self.render_to_response(context, status=422)
        except StaleWrite as conflict:
            self.track.refresh_from_db()
            context = self.get_context_data(rows=rows, conflict=conflict)
            return self.render_to_response(context, status=409)
        except Track.DoesNotExist as error:
            raise Http404 from error
        if verb == "add":  # it is kept once it says something
            return self.render_to_response(self.get_context_data(rows=rows, focus=focus))
        url = reverse(self.captions_url_name, args=[pk, track])
        anchor = f"#cue-{self.first + focus}" if focus else ""
        return redirect(f"{url}?page={self.page}&saved{anchor}")


Change = tuple[list[Row], int]  # rows, and which of them is looked at next, from 1


def _save(rows: list[Row], at: int, caret: int | None) -> Change:
    return rows, at + 1 if 0 <= at < len(rows) else 0


def _split(rows: list[Row], at: int, caret: int | None) -> Change:
    return [*rows[:at], *split(rows[at], caret), *rows[at + 1 :]], at + 1


def _join(rows: list[Row], at: int, caret: int | None) -> Change:
    if at + 1 == len(rows):
        return rows, at + 1
    return [*rows[:at], join(rows[at], rows[at + 1]), *rows[at + 2 :]], at + 1


def _add(rows: list[Row], at: int, caret: int | None) -> Change:
    return [*rows[: at + 1], after(rows[at]), *rows[at + 1 :]], at + 2


def _delete(rows: list[Row], at: int, caret: int | None) -> Change:
    return [*rows[:at], *rows[at + 1 :]], max(at, 1)


CHANGES = {"save": _save, "split": _split, "join": _join, "add": _add, "delete": _delete}
