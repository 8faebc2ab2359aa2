"""Façade: the site's models by subject."""

from .brand import BrandSettings
from .campaigns import Campaign, CampaignDay
from .offers import MatchingRule, Offer, OfferDay
from .professions import ProfessionIndexPage, ProfessionPage
from .texts import TextPage
from .users import User

__all__ = [
    "BrandSettings",
    "Campaign",
    "CampaignDay",
    "MatchingRule",
    "Offer",
    "OfferDay",
    "ProfessionIndexPage",
    "ProfessionPage",
    "TextPage",
    "User",
]
