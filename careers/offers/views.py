"""What everybody may read of offers, and the counted way to where people apply."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backstage_qa.caching import cookieless, public_view
from backstage_qa.conf import backstage_settings
from backstage_qa.models import Profession, PublishedThread
from backstage_qa.paging import BadCursor, Cursor, capped_count

from ..counting import add_one, is_a_person
from ..models import Offer
from .meta import list_meta, offer_meta
from .querysets import OfferQuerySet, cursor_of

THREADS = 5


@public_view
def offer_list(request: HttpRequest) -> HttpResponse:
    """Open offers in whatever language, newest first, narrowed to a profession by the address."""
    professions = list(_professions())
    slug = request.GET.get("profession", "")
    profession = next((each for each in professions if each.slug == slug), None)
    context = {"professions": professions, "profession": profession, "chosen": slug}
    offers = Offer.objects.open()
    if profession:
        offers = offers.about(profession)
    try:
        if slug and not profession:
            raise BadCursor
        shown = _page(request, offers, request.GET.get("after", ""))
    except BadCursor:
        context["problem"] = _("This list of offers does not exist.")
        return render(request, "careers/offers/list.html", context, status=404)
    _tell_professions(shown["offers"], professions)
    context |= shown | list_meta(profession, is_first_page=not shown["after"])
    return render(request, "careers/offers/list.html", context)


def _professions():
    """All of the active language, each with ``has_offers``."""
    matched = Offer.professions.through.objects.filter(
        profession__translation_key=OuterRef("translation_key"),
        offer__in=Offer.objects.open(),
    )
    professions = Profession.objects.in_language(get_language())
    return professions.select_related("locale").annotate(has_offers=Exists(matched))


def _page(request: HttpRequest, offers: OfferQuerySet, after: str) -> dict:
    """One page of a list. Raises ``BadCursor``."""
    count = capped_count(request, offers)
    if after:
        offers = offers.after(Cursor.parse(after))
    size = backstage_settings.PAGE_SIZE
    rows = list(offers.for_lists().newest().prefetch_related("professions")[: size + 1])
    following = str(cursor_of(rows[size - 1])) if len(rows) > size else ""
    return {"offers": rows[:size], "count": count, "after": after, "following": following}


def _tell_professions(offers: Iterable[Offer], professions: Iterable[Profession]) -> None:
    """Give each offer ``told``: what it is about, in the language of ``professions``."""
    for offer in offers:
        keys = {profession.translation_key for profession in offer.professions.all()}
        offer.told = [each for each in professions if each.translation_key in keys]


@public_view
def offer_page(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """An open offer, at its one address in its own language; 410 once it is closed."""
    offer = get_object_or_404(Offer, pk=pk)
    if not offer.is_open:
        return _closed(request, offer)
    if request.path != offer.get_absolute_url():
        return redirect(offer, permanent=True)
    professions = list(_professions_of(offer))
    threads = PublishedThread.objects.none()
    if professions:
        threads = PublishedThread.objects.about(professions[0]).for_lists().newest()[:THREADS]
    context = {
        "offer": offer,
        "professions": professions,
        "profession": next((each for each in professions if each.accepts_questions), None),
        "threads": threads,
        **offer_meta(offer, request),
    }
    return render(request, "careers/offers/offer.html", context)


def _professions_of(offer: Offer):
    """What an offer is about, in the active language."""
    keys = offer.professions.values("translation_key")
    professions = Profession.objects.in_language(get_language()).select_related("locale")
    return professions.filter(translation_key__in=keys)


def _closed(request: HttpRequest, offer: Offer) -> HttpResponse:
    context = {"professions": _professions_of(offer)}
    return render(request, "careers/offers/closed.html", context, status=410)


@cookieless
@never_cache
@require_safe
def offer_go(request: HttpRequest, pk: int) -> HttpResponse:
    """On to where people apply, as the feed gave it; people who go there are counted."""
    offer = get_object_or_404(Offer.objects.for_lists(), pk=pk)
    if not offer.is_open:
        return _closed(request, offer)
    if is_a_person(request):
        add_one(offer.days, "clicks")
    response = HttpResponseRedirect(offer.url)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
