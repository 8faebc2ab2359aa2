"""From events to rows of the outbox, in the action's own transaction."""


def connect() -> None:
    """Tie the outbox to the events of ``signals``."""
