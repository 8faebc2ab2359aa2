"""What is said in films, for the search: each paragraph of a transcript, and its second."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, models, transaction
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ..addresses import page_address
from ..professions.models import Profession
from ..search.documents import key
from ..search.engine import Engine, Queries
from ..search.folding import stems
from ..search.passages import Marker
from ..search.postgresql import PostgreSQLEngine
from ..search.query import parse
from ..search.sqlite import SQLiteEngine
from .chapters import short_clock
from .public import PublishedMeeting
from .recordings import Recording
from .watching import chapters_for, text_track, transcript_of

SHOWN = 3
RANKED = 500  # the newest passages in each language, of which the best are shown


class SpokenPassage(models.Model):
    """A paragraph of a public film's transcript, as the page of one announcement shows it.

    ``keys`` tells the page's language and the meeting's professions (" lfr p12 "),
    ``stems`` is ``text`` folded and stemmed. As with ``SearchDocument``, the database
    keeps an index that Django does not know: a column ``vector`` with its GIN index on
    PostgreSQL, the FTS5 table ``backstage_qa_spokenindex`` and three triggers on SQLite.
    """

    meeting = models.ForeignKey(PublishedMeeting, on_delete=models.CASCADE, related_name="spoken")
    language = models.CharField(max_length=10)  # of the text
    keys = models.TextField()
    starts_at = models.PositiveIntegerField()  # seconds
    text = models.TextField()
    stems = models.TextField()

    class Meta:
        verbose_name = _("passage of a film")
        verbose_name_plural = _("passages of films")

    def __str__(self) -> str:
        return f"{self.meeting_id}, {short_clock(self.starts_at)}"


class SpokenInPostgreSQL(PostgreSQLEngine):
    source = "backstage_qa_spokenpassage d"
    row_id = "d.id"


class SpokenInSQLite(SQLiteEngine):
    source = (
        "backstage_qa_spokenindex CROSS JOIN backstage_qa_spokenpassage d"
        " ON d.id = backstage_qa_spokenindex.rowid"
    )
    row_id = "backstage_qa_spokenindex.rowid"
    matches = "backstage_qa_spokenindex MATCH %s"
    score = "CAST(ROUND(bm25(backstage_qa_spokenindex) * -1e9) AS INTEGER)"


ENGINES: dict[str, type[Engine]] = {"postgresql": SpokenInPostgreSQL, "sqlite": SpokenInSQLite}

# Withdrawn and cancelled meetings are in the index no longer; it is asked for all the same.
BEST = """
    SELECT d.id, d.language, d.starts_at, d.text,
        m.id AS meeting_id, m.title, m.slug, m.language AS page_language
    FROM ({newest}) AS best
    JOIN backstage_qa_spokenpassage d ON d.id = best.found
    JOIN backstage_qa_publishedmeeting m ON m.id = d.meeting_id
    WHERE m.withdrawn_at IS NULL AND m.cancelled_at IS NULL
    ORDER BY best.score DESC, d.id LIMIT %s
"""


@dataclass(frozen=True)
class Heard:
    """A passage that was found, in the ``title`` of its meeting.

    ``passage`` is HTML with its words marked, ``url`` a path, or "" where no page is mounted.
    """

    meeting: int
    title: str
    starts_at: int
    url: str
    language: str
    passage: SafeString

    @property
    def clock(self) -> str:
        return short_clock(self.starts_at)


def heard(
    text: str,
    page_language: str,
    languages: Iterable[str],
    profession: Profession | None = None,
    most: int = SHOWN,
) -> list[Heard]:
    """Where in films that pages of a language show something like ``text`` is said; one query.

    At most ``most``, the best first. ``languages`` are those in which films are read.
    """
    parsed = {language: parse(text, language) for language in languages}
    queries: Queries = {language: query for language, query in parsed.items() if query}
    narrowed = [[_key_of(page_language)]]
    if profession:
        narrowed.append([key("professions", profession.pk)])
    newest, parameters = ENGINES[connection.vendor]().newest_sql(
        queries, limit=RANKED, narrowed=narrowed
    )
    if not newest:
        return []
    rows = SpokenPassage.objects.raw(BEST.format(newest=newest), [*parameters, most])
    return [_heard(row, Marker(queries[row.language], row.language)) for row in rows]


def _heard(row, marker: Marker) -> Heard:
    page = page_address("meeting", row.meeting_id, row.slug, language=row.page_language)
    url = f"{page}?t={row.starts_at}#film" if page else ""
    passage = marker.passage([row.text])
    return Heard(row.meeting_id, row.title, row.starts_at, url, row.language, passage)


def _key_of(language: str) -> str:
    return f"l{language}"


@transaction.atomic
def index(translation_key: uuid.UUID) -> int:
    """Write what pages show of a meeting's film anew, or forget it; how many passages there are."""
    SpokenPassage.objects.filter(meeting__translation_key=translation_key).delete()
    films = Recording.objects.public().filter(translation_key=translation_key)
    # Held, so that of two who write at this moment the second finds what the first wrote.
    recording = films.select_for_update().first()
    if recording is None:
        return 0
    tracks, chapters = list(recording.tracks.all()), list(recording.chapters.all())
    rows: list[SpokenPassage] = []
    announced = PublishedMeeting.objects.public().filter(translation_key=translation_key)
    for meeting in announced.prefetch_related("professions"):
        shown = meeting.language, recording.language
        if text := text_track(tracks, *shown):
            parts = transcript_of(text, chapters_for(chapters, *shown))
            rows += _passages(meeting, text.language, parts)
    SpokenPassage.objects.bulk_create(rows, batch_size=200)
    return len(rows)


def _passages(meeting: PublishedMeeting, language: str, parts) -> list[SpokenPassage]:
    about = [key("professions", profession.pk) for profession in meeting.professions.all()]
    keys = f" {' '.join([_key_of(meeting.language), *about])} "
    return [
        SpokenPassage(
            meeting=meeting,
            language=language,
            keys=keys,
            starts_at=paragraph.start,
            text=paragraph.text,
            stems=" ".join(stems(paragraph.text, language)),
        )
        for part in parts
        for paragraph in part.paragraphs
    ]
