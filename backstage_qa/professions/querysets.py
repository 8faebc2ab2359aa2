"""Reading professions."""

from django.db import models


class ProfessionQuerySet(models.QuerySet):
    def in_language(self, language: str) -> "ProfessionQuerySet":
        """Those of a language code such as ``fr``."""
        return self.filter(locale__language_code=language)

    def open(self) -> "ProfessionQuerySet":
        """Those that accept questions."""
        return self.filter(state="open")

    def of_expert(self, expert) -> "ProfessionQuerySet":
        return self.filter(experts=expert)
