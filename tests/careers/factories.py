"""Factories for what only this site has."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from careers.models import Campaign, Offer


class OfferFactory(DjangoModelFactory):
    """An open offer, as an import leaves it."""

    class Meta:
        model = Offer
        skip_postgeneration_save = True

    source = "aurore"
    external_id = factory.Sequence(lambda n: f"job-{n}")
    title = factory.Sequence(lambda n: f"Offer {n}")
    description = "<p>You read balance sheets.</p>"
    language = "en"
    url = factory.Sequence(lambda n: f"https://jobs.aurore.example/{n}")
    date_posted = datetime.date(2026, 1, 5)
    first_seen_at = factory.LazyFunction(timezone.now)
    updated_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def professions(self, create, extracted, **kwargs):
        if create and extracted:
            self.professions.set(extracted)


class CampaignFactory(DjangoModelFactory):
    """A campaign that leads to the home page."""

    class Meta:
        model = Campaign

    name = factory.Sequence(lambda n: f"Campaign {n}")
    kind = Campaign.Kind.JOB_FAIR
    code = factory.Sequence(lambda n: f"campaign-{n}")
    path = "/en/"
