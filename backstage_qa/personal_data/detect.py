"""Finding personal data in what candidates write: addresses, numbers, names."""


def mask(text: str, names: list[str] | None = None) -> str:
    """Replace every span that a detector finds."""
    return text
