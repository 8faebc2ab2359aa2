"""Façade: the site's models by subject."""

from .users import User

__all__ = ["User"]
