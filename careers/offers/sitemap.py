"""Open offers and the list of them, for sitemaps."""

from collections.abc import Iterator
from typing import Any

from backstage_qa.discovery.sitemaps import Place, RowSection

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
    """The list, in each language."""

    def parts(self) -> list[int]:
        return [0]

    def places(self, part: int) -> Iterator[Place]:
        for path in [] if part else lists().values():
            yield Place(path, alternates=lists())
