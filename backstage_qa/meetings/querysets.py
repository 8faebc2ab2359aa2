"""Reading meetings. ``PublishedMeeting.objects`` is the one public gate."""

from django.db import models

from ..paging import Cursor


class PublishedMeetingQuerySet(models.QuerySet):
    def public(self) -> "PublishedMeetingQuerySet":
        return self.filter(withdrawn_at=None)

    def withdrawn(self) -> "PublishedMeetingQuerySet":
        return self.filter(withdrawn_at__isnull=False)

    def in_language(self, language: str) -> "PublishedMeetingQuerySet":
        return self.public().filter(language=language)

    def about(self, profession) -> "PublishedMeetingQuerySet":
        return self.public().filter(professions=profession)

    def translations_of(self, meeting) -> "PublishedMeetingQuerySet":
        """The same meeting in each language in which it is public, itself included."""
        return self.public().filter(translation_key=meeting.translation_key)

    def with_translations(self, pk: int) -> "PublishedMeetingQuerySet":
        """A row by its id and the same meeting in other languages, withdrawn or not; one query."""
        return self.filter(translation_key__in=self.filter(pk=pk).values("translation_key"))

    def upcoming(self) -> "PublishedMeetingQuerySet":
        """Those that are not over yet, cancelled ones included, the next first."""
        return self.public().filter(is_over=False).order_by("starts_at", "id")

    def past(self) -> "PublishedMeetingQuerySet":
        """The last first."""
        return self.public().filter(is_over=True).order_by("-starts_at", "-id")

    def about_slug(self, slug: str) -> "PublishedMeetingQuerySet":
        """Those of the profession that has this slug, in each language."""
        return self.public().filter(professions__slug=slug)

    def after_upcoming(self, cursor: Cursor) -> "PublishedMeetingQuerySet":
        """Those that follow a row in ``upcoming()`` order."""
        later = models.Q(starts_at__gt=cursor.at) | models.Q(id__gt=cursor.pk)
        return self.filter(later, starts_at__gte=cursor.at)

    def after_past(self, cursor: Cursor) -> "PublishedMeetingQuerySet":
        """Those that follow a row in ``past()`` order."""
        earlier = models.Q(starts_at__lt=cursor.at) | models.Q(id__lt=cursor.pk)
        return self.filter(earlier, starts_at__lte=cursor.at)

    def for_lists(self) -> "PublishedMeetingQuerySet":
        """Without what only the meeting's own page shows."""
        return self.defer("programme")
