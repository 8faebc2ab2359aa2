"""The professions of a language, as a process keeps them."""

from ..kept import kept_until_change
from .models import Profession


@kept_until_change
def known_professions(language: str) -> dict[str, Profession]:
    """By their slug, in their order; one query. Call it with the request (or None)."""
    found = Profession.objects.in_language(language).select_related("locale")
    return {profession.slug: profession for profession in found}


def open_professions(language: str) -> dict[str, Profession]:
    """Those that a question can be asked about."""
    known = known_professions(None, language)
    return {slug: found for slug, found in known.items() if found.accepts_questions}
