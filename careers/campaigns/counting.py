"""What came of a campaign, counted by day. Nothing of a person is kept."""

from ..counting import add_one
from ..models import Campaign


def count_visit(campaign: Campaign) -> None:
    add_one(campaign.days, "visits")


def count_sign_up(source: str) -> None:
    """Somebody new came by this source; the account itself does not know it."""
    if source and (campaign := Campaign.objects.filter(code=source).first()):
        add_one(campaign.days, "sign_ups")
