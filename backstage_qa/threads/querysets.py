"""Reading threads. ``PublishedThread.objects`` is the one public gate."""

from django.db import models

from ..paging import Cursor


class ThreadQuerySet(models.QuerySet):
    """For editors only: drafts are in it."""

    def drawn_from(self, conversation) -> "ThreadQuerySet":
        return self.filter(sources__conversation=conversation)


class PublishedThreadQuerySet(models.QuerySet):
    """Every method but ``withdrawn`` starts from, or narrows, what is public."""

    def public(self) -> "PublishedThreadQuerySet":
        return self.filter(withdrawn_at=None)

    def withdrawn(self) -> "PublishedThreadQuerySet":
        return self.filter(withdrawn_at__isnull=False)

    def in_language(self, language: str) -> "PublishedThreadQuerySet":
        return self.public().filter(language=language)

    def about(self, profession) -> "PublishedThreadQuerySet":
        return self.public().filter(professions=profession)

    def tagged(self, slug: str) -> "PublishedThreadQuerySet":
        return self.public().filter(tags__slug=slug)

    def by(self, expert) -> "PublishedThreadQuerySet":
        return self.public().filter(experts=expert)

    def by_entries_of(self, expert) -> "PublishedThreadQuerySet":
        """Those with an answer of this expert, shown by name or not."""
        return self.public().filter(thread__entries__expert=expert).distinct()

    def for_lists(self) -> "PublishedThreadQuerySet":
        """Without what only the thread's own page shows."""
        return self.defer("entries")

    def newest(self) -> "PublishedThreadQuerySet":
        return self.order_by("-published_at", "-id")

    def oldest(self) -> "PublishedThreadQuerySet":
        return self.order_by("published_at", "id")

    def after(self, cursor: Cursor, *, oldest_first: bool = False) -> "PublishedThreadQuerySet":
        """Those that follow a row in ``newest()`` (or ``oldest()``) order."""
        side = "gt" if oldest_first else "lt"
        return self.filter(
            models.Q(**{f"published_at__{side}": cursor.at})
            | models.Q(published_at=cursor.at, **{f"id__{side}": cursor.pk})
        )
