"""Façade: the site's models by subject."""

from .brand import BrandSettings
from .professions import ProfessionIndexPage, ProfessionPage
from .texts import TextPage
from .users import User

__all__ = ["BrandSettings", "ProfessionIndexPage", "ProfessionPage", "TextPage", "User"]
