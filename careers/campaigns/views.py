"""The short link for everybody; for staff, its QR code and the card to print."""

import io

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from backstage_qa.caching import cookieless

from ..counting import is_a_person
from ..models import BrandSettings, Campaign
from .counting import count_visit
from .links import destination

QUIET_ZONE = 4  # modules, by the standard
PIXELS = 24  # of a module in the PNG
TYPES = {"svg": "image/svg+xml", "png": "image/png"}
may_view = permission_required("careers.view_campaign")


@cookieless
@never_cache
@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Count, and send on to a page of this site."""
    campaign = get_object_or_404(Campaign, code=code.lower())
    if is_a_person(request):
        count_visit(campaign)
    response = HttpResponseRedirect(destination(campaign))
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@may_view
def qr_code(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The short link as a picture to print."""
    campaign = get_object_or_404(Campaign, pk=pk)
    code = segno.make(campaign.short_url, error="m", micro=False)
    picture = io.BytesIO()
    if kind == "svg":
        code.save(picture, kind="svg", border=QUIET_ZONE, unit=None, omitsize=True, light="#fff")
    else:
        code.save(picture, kind="png", border=QUIET_ZONE, scale=PIXELS)
    response = HttpResponse(picture.getvalue(), content_type=TYPES[kind])
    how = "attachment" if "download" in request.GET else "inline"
    response["Content-Disposition"] = f'{how}; filename="{campaign.code}.{kind}"'
    return response


@require_safe
@may_view
def card(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """An A5 page to print, in one of the site's languages."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    context = {
        "campaign": get_object_or_404(Campaign, pk=pk),
        "brand": BrandSettings.current(),
        "others": [code for code, _ in settings.LANGUAGES if code != language],
    }
    with override(language):
        return render(request, "careers/campaigns/card.html", context)
