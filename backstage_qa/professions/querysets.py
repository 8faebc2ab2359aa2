"""Reading professions."""

from django.db import models


class ProfessionQuerySet(models.QuerySet):
    def in_language(self, language: str) -> "ProfessionQuerySet":
        """Those of a language code such as ``fr``."""
        return self.filter(locale__language_code=language)

    def called(self, slug: str):
        """The one that has this slug, else the one that had it; None where there never was one."""
        if "\0" in slug:  # PostgreSQL refuses even to look for it
            return None
        of_either = self.filter(models.Q(slug=slug) | models.Q(former_slugs__slug=slug)).distinct()
        return min(of_either, key=lambda profession: profession.slug != slug, default=None)

    def open(self) -> "ProfessionQuerySet":
        """Those that accept questions."""
        return self.filter(state="open")
