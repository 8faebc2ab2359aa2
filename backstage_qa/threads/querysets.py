"""Reading threads. ``PublishedThread.objects`` is the one public gate."""

from datetime import date
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast, RowNumber
from django.utils import timezone
from wagtail.models import WorkflowState

from ..paging import Cursor, NumberCursor
from ..search.columns import saying
from ..search.engine import Queries
from ..search.engines import engine
from .likeness import most_alike

# Threads that a new question is compared with.
COMPARED = 500


class ThreadQuerySet(models.QuerySet):
    """For editors only: drafts are in it."""

    def drawn_from(self, conversation) -> "ThreadQuerySet":
        return self.filter(sources__conversation=conversation)

    def titled(self, text: str) -> "ThreadQuerySet":
        """Those with every word of ``text`` in their title."""
        return saying(self, "title", text)

    def in_workflow(self, status: str) -> "ThreadQuerySet":
        """Those whose review stands so; ``status`` is one of ``WorkflowState``'s."""
        states = workflow_states(self.model, status).values("object_id")
        return self.annotate(object_id=Cast("pk", models.CharField())).filter(object_id__in=states)


def workflow_states(model: type[models.Model], status: str) -> models.QuerySet:
    """The reviews of a model's rows that stand so."""
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    return WorkflowState.objects.filter(base_content_type=kind, status=status)


class PublishedThreadQuerySet(models.QuerySet):
    """Every method but ``withdrawn`` starts from, or narrows, what is public."""

    def public(self) -> "PublishedThreadQuerySet":
        return self.filter(withdrawn_at=None)

    def withdrawn(self) -> "PublishedThreadQuerySet":
        return self.filter(withdrawn_at__isnull=False)

    def in_language(self, language: str) -> "PublishedThreadQuerySet":
        return self.public().filter(language=language)

    def translated(self, key: UUID) -> "PublishedThreadQuerySet":
        """Those that share a translation key: a thread in each language it is public in."""
        return self.public().filter(translation_key=key)

    def about(self, profession) -> "PublishedThreadQuerySet":
        return self.public().filter(professions=profession)

    def about_slug(self, slug: str) -> "PublishedThreadQuerySet":
        """Those of the profession that has this slug, in each language."""
        return self.public().filter(professions__slug=slug)

    def lately_about(self, profession: int, most: int) -> "PublishedThreadQuerySet":
        """Those of a profession's (by its id) last ``most`` rows that are public.

        Its cost is bounded however many threads the profession has.
        """
        links = self.model.professions.through.objects.filter(profession=profession)
        last = links.order_by("-publishedthread").values("publishedthread")[:most]
        return self.public().filter(pk__in=last)

    def tagged(self, slug: str) -> "PublishedThreadQuerySet":
        return self.public().filter(tags__slug=slug)

    def newest_of_tags(self, tags: list[int], most: int) -> dict[int, list]:
        """The newest few of each tag (by its id), for lists; one query for all tags."""
        place = models.Window(
            RowNumber(),
            partition_by=models.F("tags"),
            order_by=[models.F("published_at").desc(), models.F("id").desc()],
        )
        rows = self.public().filter(tags__in=tags).annotate(tag_id=models.F("tags"), place=place)
        found: dict[int, list] = {}
        for row in rows.filter(place__lte=most).order_by("place").defer("entries"):
            found.setdefault(row.tag_id, []).append(row)
        return found

    def by(self, expert) -> "PublishedThreadQuerySet":
        return self.public().filter(experts=expert)

    def by_entries_of(self, expert) -> "PublishedThreadQuerySet":
        """Those with an answer of this expert, shown by name or not."""
        return self.public().filter(thread__entries__expert=expert).distinct()

    def similar_to(self, text: str) -> list:
        """Those whose title shares words with a text, most alike first.

        Looks at the newest ``COMPARED`` only, so that its cost is bounded.
        """
        newest = self.public().for_lists().newest()[:COMPARED]
        return [row for said, of, row in most_alike(newest, text) if said and said >= min(2, of)]

    def to_verify(self, today: date | None = None) -> "PublishedThreadQuerySet":
        """Those about which it is time to ask whether they are still true."""
        return self.public().filter(review_due_on__lte=today or timezone.localdate())

    def for_lists(self) -> "PublishedThreadQuerySet":
        """Without what only the thread's own page shows."""
        return self.defer("entries")

    def with_replacements(self) -> "PublishedThreadQuerySet":
        """For lists, each with what took its place; in one query."""
        return self.select_related("replaced_by").defer("entries", "replaced_by__entries")

    def newest(self) -> "PublishedThreadQuerySet":
        return self.order_by("-published_at", "-id")

    def oldest(self) -> "PublishedThreadQuerySet":
        return self.order_by("published_at", "id")

    def most_helpful(self) -> "PublishedThreadQuerySet":
        return self.order_by("-standing", "-id")

    # The first condition of each is one that an index can begin at.

    def after(self, cursor: Cursor) -> "PublishedThreadQuerySet":
        """Those that follow a row in ``newest()`` order."""
        earlier = models.Q(published_at__lt=cursor.at) | models.Q(id__lt=cursor.pk)
        return self.filter(earlier, published_at__lte=cursor.at)

    def after_oldest(self, cursor: Cursor) -> "PublishedThreadQuerySet":
        """Those that follow a row in ``oldest()`` order."""
        later = models.Q(published_at__gt=cursor.at) | models.Q(id__gt=cursor.pk)
        return self.filter(later, published_at__gte=cursor.at)

    def after_helpful(self, cursor: NumberCursor) -> "PublishedThreadQuerySet":
        """Those that follow a row in ``most_helpful()`` order."""
        less = models.Q(standing__lt=cursor.number) | models.Q(id__lt=cursor.pk)
        return self.filter(less, standing__lte=cursor.number)

    def matching(self, queries: Queries) -> "PublishedThreadQuerySet":
        """Those that one of the queries, each for its language, finds."""
        return self.public().filter(pk__in=engine().matching(queries))
