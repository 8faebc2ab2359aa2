"""Dividing a film: where its chapters begin, what each is, and who speaks in it."""

from django.db import transaction

from ...experts.models import Expert
from .. import chapters
from ..guests import Guest
from ..recordings import Chapter, Recording
from .filming import changed, held


@transaction.atomic
def set_chapters(*, recording: Recording, language: str, text: str, by) -> list[Chapter]:
    """Write the chapters of a language as ``chapters.parse`` reads them; "" for none.

    A chapter that keeps its title, or its second, leads where it led and keeps what was
    noted of it. A new one is a question if its title reads like one. Raises ``ValidationError``.
    """
    recording = held(recording, by)
    parsed = chapters.parse(text, recording.duration)
    before = recording.chapters.filter(language=language)
    moved = chapters.moves(list(before.values_list("starts_at", "title")), parsed)
    recording.moments.filter(language=language).move(moved)
    kept = {moved[row.starts_at]: row for row in before if row.starts_at in moved}
    before.delete()
    rows = Chapter.objects.bulk_create(
        _chapter(
            Chapter(recording=recording, language=language, starts_at=start, title=title),
            kept.get(start),
        )
        for start, title in parsed
    )
    changed(recording, by)
    return rows


def _chapter(row: Chapter, before: Chapter | None) -> Chapter:
    """With what was noted of the one in whose place it stands."""
    row.is_question = chapters.asks(row.title)
    if before:
        row.expert_id, row.guest_id = before.expert_id, before.guest_id
        if before.is_question != chapters.asks(before.title):  # chosen against its title
            row.is_question = before.is_question
    return row


@transaction.atomic
def describe_chapters(
    *,
    recording: Recording,
    questions: dict[int, bool],
    speakers: dict[int, Expert | Guest | None],
    by,
) -> None:
    """Note by their ids which chapters are questions, and who speaks in them, None for nobody."""
    recording = held(recording, by)
    rows = list(recording.chapters.filter(pk__in={*questions, *speakers}))
    for row in rows:
        row.is_question = questions.get(row.pk, row.is_question)
        if row.pk in speakers:
            person = speakers[row.pk]
            row.expert = person if isinstance(person, Expert) else None
            row.guest = person if isinstance(person, Guest) else None
    Chapter.objects.bulk_update(rows, ["is_question", "expert", "guest"])
    changed(recording, by)
