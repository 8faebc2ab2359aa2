"""How offers may be found and shared: what their pages tell machines."""

import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from backstage_qa.discovery.publisher import publisher_of
from backstage_qa.discovery.structured_data import (
    Thing,
    breadcrumbs,
    organization,
    without_blanks,
)
from backstage_qa.models import Profession

from ..models import Offer


def list_meta(profession: Profession | None, *, is_first_page: bool) -> dict[str, Any]:
    """The list and those of a profession are pages in their own right; further pages are not.

    Nor is a list of nothing: ``profession`` knows whether it ``has_offers``.
    """
    path = reverse("offer_list")
    if profession:
        is_found = is_first_page and profession.has_offers
        return {"canonical": f"{path}?profession={profession.slug}", "noindex": not is_found}
    if not is_first_page:
        return {"canonical": path, "noindex": True}
    return {"canonical": path, "alternates": lists()}


def lists() -> dict[str, str]:
    """The path of the list in each language."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = reverse("offer_list")
    return found


def offer_meta(offer: Offer, request: HttpRequest) -> dict[str, Any]:
    """The page of an open offer."""
    path = offer.get_absolute_url()
    above = (_("Job offers"), reverse("offer_list"))
    things = [breadcrumbs(request, above, (offer.title, path))]
    if offer.country:  # without one, Google takes the whole for an error
        things.append(job_posting(offer, request))
    return {"canonical": path, "structured_data": things}


def job_posting(offer: Offer, request: HttpRequest) -> Thing:
    """As Google asks for it; an application is made elsewhere, so that none is direct."""
    place = without_blanks({"addressLocality": offer.location, "addressCountry": offer.country})
    address = {"@type": "PostalAddress", **place}
    remote = {"@type": "Country", "name": offer.country} if offer.country else {}
    last_second = datetime.time(23, 59, 59)
    return without_blanks(
        {
            "@type": "JobPosting",
            "title": offer.title,
            "description": offer.description or offer.title,
            "identifier": {
                "@type": "PropertyValue",
                "name": offer.source,
                "value": offer.external_id,
            },
            "url": request.build_absolute_uri(offer.get_absolute_url()),
            "inLanguage": offer.language,
            "datePosted": offer.date_posted,
            "validThrough": offer.valid_through
            and timezone.make_aware(datetime.datetime.combine(offer.valid_through, last_second)),
            "employmentType": offer.employment_type,
            "industry": offer.category,
            "hiringOrganization": organization(publisher_of(request), request),
            "jobLocation": place and {"@type": "Place", "address": address},
            "jobLocationType": "TELECOMMUTE" if offer.is_remote else "",
            "applicantLocationRequirements": remote if offer.is_remote else {},
            "directApply": False,
        }
    )
