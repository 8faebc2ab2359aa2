"""A second look at what seems to name somebody, before it is sent."""

from collections.abc import Iterable

from django.http import HttpRequest, QueryDict

from ...personal_data import detect

TEXTS = ("subject", "text")


def names_of(user) -> tuple[str, ...]:
    """What a person is called beside the name they chose to show."""
    if not user.is_authenticated:
        return ()
    return tuple(filter(None, (user.get_full_name(), user.email)))


def masked(texts: dict[str, str], user) -> dict[str, str]:
    """Texts by field, without what could tell who somebody is."""
    return {name: detect.mask(text, names=names_of(user)) for name, text in texts.items()}


def findings(texts: Iterable[str], user) -> list[detect.Finding]:
    """What in texts seems to tell who somebody is."""
    names = names_of(user)
    return [finding for text in texts for finding in detect.find(text, names=names)]


def typed(request: HttpRequest) -> QueryDict:
    """What was sent in a form; masked, where its button "mask" was pressed."""
    if "mask" not in request.POST:
        return request.POST
    data = request.POST.copy()
    data.update(masked({name: data.pop(name)[-1] for name in TEXTS if name in data}, request.user))
    return data


def is_due(request: HttpRequest, cleaned: dict) -> dict | None:
    """What to show before a valid form is sent; None where its person has seen it.

    ``masked`` says that its texts were changed for them, ``findings`` what stands in them.
    """
    if "as_it_is" in request.POST:
        return None
    found = findings((cleaned[name] for name in TEXTS if name in cleaned), request.user)
    is_masked = "mask" in request.POST
    return {"findings": found, "masked": is_masked} if found or is_masked else None
