"""Insults, pointed out to whoever sorts questions. Nothing is refused for them by itself."""
