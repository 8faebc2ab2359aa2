"""How the site's own pages may be found and shared: what their templates tell machines."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backstage_qa.discovery.publisher import publisher_of
from backstage_qa.discovery.structured_data import breadcrumbs, organization
from backstage_qa.models import Profession
from backstage_qa.threads import pictures


def home_meta(request: HttpRequest) -> dict[str, Any]:
    """The site, and whose it is."""
    publisher = publisher_of(request)
    owner = organization(publisher, request)
    site = {
        "@type": "WebSite",
        "name": publisher.name,
        "url": request.build_absolute_uri(publisher.home),
        "inLanguage": get_language(),
        "publisher": owner,
    }
    return {"structured_data": [site]}


def profession_meta(profession: Profession, title: str, request: HttpRequest) -> dict[str, Any]:
    """Where the page of a profession stands, its picture and its feeds."""
    above = (_("Professions"), f"/{get_language()}/professions/")
    return {
        "picture": pictures.profession_address(profession, publisher_of(request)),
        "feed_about": profession,
        "structured_data": [breadcrumbs(request, above, (title, request.path))],
    }
