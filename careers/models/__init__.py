"""Façade: the site's models by subject."""

from .professions import ProfessionIndexPage, ProfessionPage
from .users import User

__all__ = ["ProfessionIndexPage", "ProfessionPage", "User"]
