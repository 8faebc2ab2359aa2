"""Which professions an offer is about: by the editors' rules, or by hand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from backstage_qa import epoch
from backstage_qa.personal_data.folding import fold

from ..models import MatchingRule, Offer
from .words import plain

KEYWORD = re.compile(r"([^\W_]+)(\*?)")


def _expression(keyword: str) -> str:
    """What finds a keyword in a plain text: whole words, but for an asterisk."""
    words = [
        word + ("[^ ]*" if asterisk else "") for word, asterisk in KEYWORD.findall(fold(keyword))
    ]
    return f" {' '.join(words)} " if words else ""


@dataclass(frozen=True)
class Rule:
    """A ``MatchingRule``, made ready to be asked often."""

    profession: int
    words: re.Pattern | None
    family: str

    @classmethod
    def of(cls, row: MatchingRule) -> "Rule":
        found = filter(None, map(_expression, row.keywords.splitlines()))
        pattern = "|".join(found)
        return cls(
            row.profession_id,
            re.compile(pattern) if pattern else None,
            plain(row.family) if row.family.strip() else "",
        )

    def fits(self, title: str, category: str) -> bool:
        """Both are plain texts. A rule that asks for nothing fits nothing."""
        if self.family and self.family not in category:
            return False
        return bool(self.words.search(title)) if self.words else bool(self.family)


def professions_of(offer: Offer, rules: Iterable[Rule]) -> set[int]:
    """Ids of the professions that the rules choose for an offer."""
    title, category = plain(offer.title), plain(offer.category)
    return {rule.profession for rule in rules if rule.fits(title, category)}


@transaction.atomic
def match(offers: Iterable[Offer]) -> int:
    """Match these offers anew, those matched by hand excepted; return how many changed.

    A handful of queries, however many offers. Whoever calls it moves the epoch on.
    """
    rules = [Rule.of(row) for row in MatchingRule.objects.all()]
    through = Offer.professions.through
    wanted = {
        (offer.pk, profession)
        for offer in offers
        if not offer.matched_by_hand
        for profession in professions_of(offer, rules)
    }
    asked = {offer.pk for offer in offers if not offer.matched_by_hand}
    present = {
        (row.offer_id, row.profession_id): row.pk
        for row in through.objects.all()
        if row.offer_id in asked
    }
    gone = [pk for pair, pk in present.items() if pair not in wanted]
    new = wanted - present.keys()
    for start in range(0, len(gone), 500):
        through.objects.filter(pk__in=gone[start : start + 500]).delete()
    through.objects.bulk_create(
        [through(offer_id=offer, profession_id=profession) for offer, profession in sorted(new)],
        batch_size=500,
        ignore_conflicts=True,
    )
    return len({pair[0] for pair in new | (present.keys() - wanted)})


@transaction.atomic
def apply_rules() -> int:
    """Match every open offer anew, after a rule changed; return how many offers changed."""
    changed = match(list(Offer.objects.open().for_lists()))
    if changed:
        epoch.move_on()
    return changed


@transaction.atomic
def choose(*, offer: Offer, professions: Iterable[Any]) -> Offer:
    """Match an offer by hand: to these professions, for good."""
    offer.matched_by_hand = True
    offer.updated_at = timezone.now()
    offer.professions.set(professions)
    offer.save(update_fields=["matched_by_hand", "updated_at"])
    return offer


@transaction.atomic
def leave_to_rules(*, offer: Offer) -> Offer:
    """Undo what was chosen by hand: the rules choose again, now and later."""
    offer.matched_by_hand = False
    match([offer])
    offer.save(update_fields=["matched_by_hand"])
    return offer
