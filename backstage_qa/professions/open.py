"""The professions that a question can be asked about."""

from ..kept import kept_until_change
from .models import Profession


@kept_until_change
def open_professions(language: str) -> dict[str, Profession]:
    """Those of a language, by their slug, in their order. Call it with the request (or None)."""
    found = Profession.objects.in_language(language).open().select_related("locale")
    return {profession.slug: profession for profession in found}
