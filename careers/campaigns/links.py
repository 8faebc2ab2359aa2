"""Where a campaign leads: a page of this site, with the campaign's code in its address."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.translation import get_language
from wagtail.models import Page

from backstage_qa.conversations.sources import PARAMETER

from ..models import Campaign
from ..models.campaigns import is_local
from ..public_pages import NOT_RESTRICTED, path_of


def destination(campaign: Campaign) -> str:
    """The path that a visitor is sent to; never of another host.

    What is printed stays printed: where the page is gone, it is the home page.
    """
    path = _page_path(campaign.page_id) if campaign.page_id else campaign.path
    if not is_local(path):
        path = f"/{get_language()}/"
    return _marked(path, campaign.code)


def _page_path(pk: int) -> str:
    """Of a page that everybody may read; "" of any other."""
    pages = Page.objects.live().filter(NOT_RESTRICTED, pk=pk)
    row = pages.values_list("locale__language_code", "url_path").first()
    return path_of(*row) if row else ""


def _marked(path: str, code: str) -> str:
    parts = urlsplit(path)
    query = [pair for pair in parse_qsl(parts.query) if pair[0] != PARAMETER]
    return urlunsplit(("", "", parts.path, urlencode([*query, (PARAMETER, code)]), parts.fragment))
