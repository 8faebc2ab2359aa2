"""How a list of threads may be found: those of one subject are pages in their own right."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

from ..addresses import page_address
from ..discovery.publisher import publisher_of
from ..professions.models import Profession
from . import pictures, structured_data


def list_meta(
    request: HttpRequest,
    *,
    filters: dict[str, str],
    profession: Profession | None = None,
) -> dict:
    """What the template needs of it; ``filters`` are the parameters that narrow the list.

    Searches, pages after the first, combinations, lists of nothing and that of an
    expert, who has a page, are not to be found by: the sitemap names every thread.
    ``profession`` knows whether it ``has_threads``.
    """
    path = page_address("thread_list")
    if not filters and "after" not in request.GET:
        codes = [code for code, _ in settings.LANGUAGES]
        alternates = {code: page_address("thread_list", language=code) for code in codes}
        return {"canonical": path, "alternates": alternates}
    found: dict = {"canonical": f"{path}?{urlencode(filters)}", "feed_about": profession}
    is_subject = len(filters) == 1 and profession is not None and profession.has_threads
    if not is_subject or "after" in request.GET:
        return found | {"noindex": True}
    return found | {
        "picture": pictures.profession_address(profession, publisher_of(request)),
        "structured_data": structured_data.of_list(profession.name, found["canonical"], request),
    }
