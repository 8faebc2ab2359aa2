"""Counting what was searched for in vain, so that editors know what is missing.

No person, no address, no text as it was typed: folded words, and only where no
detector finds personal data. The number of rows is bounded, whoever searches.
"""

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from .. import signals
from ..personal_data import detect
from ..professions.models import Profession
from .folding import words
from .models import FruitlessSearch

MAX_LENGTH = FruitlessSearch._meta.get_field("text").max_length
MAX_ROWS = 2_000
FORGOTTEN_AT_ONCE = 200


def count(text: str, language: str, profession: Profession | None = None) -> None:
    """Count one search that found nothing; says nothing when it cannot be counted.

    ``profession`` is the one to which it was narrowed: it counts for itself.
    """
    folded = " ".join(words(text))
    if not folded or len(folded) > MAX_LENGTH or detect.find(text) or _is_number(folded):
        return
    asked = {"text": text, "language": language}
    if any(found for _, found in signals.search_unanswered.send(FruitlessSearch, **asked)):
        return
    try:
        with transaction.atomic():
            _count(folded, language, profession)
    except DatabaseError:
        return  # another reader counted it first, or nobody may write now


def _is_number(folded: str) -> bool:
    """Long numbers name people and their papers, whatever their form."""
    return sum(character.isdigit() for character in folded) > 4


def _count(folded: str, language: str, profession: Profession | None) -> None:
    today = timezone.localdate()
    known = FruitlessSearch.objects.filter(language=language, text=folded, profession=profession)
    if known.update(count=F("count") + 1, last_on=today):
        return
    if FruitlessSearch.objects.count() >= MAX_ROWS:
        rarest = FruitlessSearch.objects.order_by("count", "last_on", "pk")
        ids = list(rarest.values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE])
        FruitlessSearch.objects.filter(pk__in=ids).delete()
    FruitlessSearch.objects.create(language=language, text=folded, profession=profession)
