"""Reading campaigns with what came of them."""

from django.db import models
from django.db.models.functions import Coalesce

from backstage_qa.models import Conversation


class CampaignQuerySet(models.QuerySet):
    def with_counts(self) -> "CampaignQuerySet":
        """Each with ``visit_count``, ``question_count`` and ``sign_up_count``."""
        asked = Conversation.objects.filter(source=models.OuterRef("code")).order_by()
        return self.annotate(
            visit_count=_sum(self.model, "visits"),
            sign_up_count=_sum(self.model, "sign_ups"),
            question_count=_number(asked.values("source"), models.Count("pk")),
        )


def _sum(model: type[models.Model], counter: str) -> Coalesce:
    days = model._meta.get_field("days").related_model.objects
    of_campaign = days.filter(campaign=models.OuterRef("pk")).order_by()
    return _number(of_campaign.values("campaign"), models.Sum(counter))


def _number(grouped: models.QuerySet, aggregate: models.Aggregate) -> Coalesce:
    return Coalesce(models.Subquery(grouped.annotate(number=aggregate).values("number")), 0)
