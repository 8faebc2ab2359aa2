"""Who has a public page of their own, so that any name on any page can lead to it."""

from ..addresses import page_address, slug_of
from ..kept import kept_until_change
from .models import ExpertProfile


def slug_for(name: str) -> str:
    """The words of a public name that fit an address; never empty."""
    return slug_of(name, otherwise="expert")


@kept_until_change
def public_names() -> dict[int, dict[str, str]]:
    """Call it with the request (or None): public names by expert's id and language."""
    rows = ExpertProfile.objects.public().values_list("expert", "locale__language_code", "name")
    names: dict[int, dict[str, str]] = {}
    for expert, language, name in rows:
        names.setdefault(expert, {})[language] = name
    return names


def expert_address(request, expert: int | None, language: str) -> str:
    """The page of an expert in a language; "" where they have, or the host mounts, none."""
    names = public_names(request).get(expert) if expert else None
    if not names:
        return ""
    name = names.get(language) or next(iter(names.values()))
    return page_address("expert", expert, slug_for(name), language=language)
