"""Two campaigns of the demonstration, some weeks old."""

import datetime

from django.utils import timezone

from backstage_qa.models import Conversation
from careers.models import Campaign, CampaignDay, ProfessionPage

from .files import read_json

ASKED = 4  # conversations that came by each


def load_campaigns() -> None:
    """After the pages, one of which each leads to."""
    for row in read_json("campaigns.json"):
        page = ProfessionPage.objects.filter(
            locale__language_code=row["language"], slug=row["profession"]
        ).first()
        campaign = Campaign.objects.create(
            name=row["name"],
            kind=row["kind"],
            code=row["code"],
            headline=row["headline"],
            note=row["note"],
            page=page,
        )
        today = timezone.localdate()
        CampaignDay.objects.bulk_create(
            CampaignDay(
                campaign=campaign,
                day=today - datetime.timedelta(days=days_ago),
                visits=visits,
                sign_ups=sign_ups,
            )
            for days_ago, visits, sign_ups in row["days"]
        )
        asked = Conversation.objects.filter(profession__slug=row["profession"], source="")
        chosen = list(asked.order_by("pk").values_list("pk", flat=True)[:ASKED])
        Conversation.objects.filter(pk__in=chosen).update(source=campaign.code)
