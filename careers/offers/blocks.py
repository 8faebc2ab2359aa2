"""The block with which a page of the site shows open offers."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from backstage_qa.professions.blocks import OfProfessionBlock

if TYPE_CHECKING:
    from ..models import Offer

MOST_OFFERS = 20


class OffersBlock(OfProfessionBlock):
    """The newest open offers of a profession; by default of the page's own profession."""

    count = blocks.IntegerBlock(label=_("At most"), default=5, min_value=1, max_value=MOST_OFFERS)

    class Meta:
        icon = "doc-full"
        label = _("Open offers")
        template = "careers/offers/block.html"

    def offers(self, value, context) -> list["Offer"]:
        # Pages hold blocks, so that this module is read before any model.
        found = apps.get_model("careers", "Offer").objects.open()
        if profession := self.profession_of(value, context):
            found = found.about(profession)
        return list(found.for_lists().newest()[: value["count"]])

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {
            **context,
            "profession": self.profession_of(value, parent_context),
            "offers": self.offers(value, parent_context),
        }

    def get_api_representation(self, value, context=None) -> dict[str, Any]:
        return {
            "heading": value["heading"],
            "offers": [written_out(offer) for offer in self.offers(value, context)],
        }


def written_out(offer: "Offer") -> dict[str, Any]:
    """An offer as the API of the site's pages shows it; ``apply_url`` is counted."""
    return {
        "id": offer.pk,
        "language": offer.language,
        "title": offer.title,
        "location": offer.location,
        "country": offer.country,
        "is_remote": offer.is_remote,
        "employment_type": offer.employment_type,
        "date_posted": offer.date_posted,
        "valid_through": offer.valid_through,
        "url": offer.get_absolute_url(),
        "apply_url": offer.get_go_url(),
    }
