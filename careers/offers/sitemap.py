"""Open offers and the lists of them, for sitemaps."""

from collections.abc import Iterator
from typing import Any

from backstage_qa.discovery.sitemaps import Place, RowSection
from backstage_qa.models import Profession

from ..models import Offer
from .meta import lists


class OfferSection(RowSection):
    """Every open offer, each in its own language."""

    fields = ("title",)

    def rows(self):
        return Offer.objects.open()

    def path(self, row: dict[str, Any]) -> str:
        return Offer(pk=row["pk"], title=row["title"], language=row["language"]).get_absolute_url()


class OfferListSection:
    """The list, in each language, and those of the professions that have offers."""

    def parts(self) -> list[int]:
        return [0]

    def places(self, part: int) -> Iterator[Place]:
        if part:
            return
        found = lists()
        for path in found.values():
            yield Place(path, alternates=found)
        matched = Offer.objects.open().values("professions__translation_key")
        professions = Profession.objects.filter(translation_key__in=matched).order_by("pk")
        for slug, language in professions.values_list("slug", "locale__language_code"):
            if language in found:
                yield Place(f"{found[language]}?profession={slug}")
