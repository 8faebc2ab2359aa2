"""Pictures for shared links, at addresses that change with what is drawn.

A picture is drawn when its address is asked for, never for a page that names
it: nothing is stored here. Any cache keeps it for as long as it likes, but a
thread's no longer than its page, as it goes with it.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ..addresses import page_address
from ..caching import public_view
from ..discovery.pictures import Picture
from ..discovery.publisher import Publisher, publisher_of
from ..professions.models import Profession
from .public import PublishedThread

A_YEAR = 365 * 24 * 3600


def of_thread(thread: PublishedThread, publisher: Publisher) -> Picture:
    above = ", ".join(profession["name"] for profession in thread.profession_list[:1])
    return _picture(thread.title, above, publisher)


def of_profession(profession: Profession, publisher: Publisher) -> Picture:
    return _picture(profession.name, _("Questions and answers"), publisher)


def of_site(publisher: Publisher) -> Picture:
    title = publisher.tagline or _("Candidates ask; the people who do the job answer.")
    return _picture(title, "", publisher)


def _picture(title: str, above: str, publisher: Publisher) -> Picture:
    return Picture(title, above, publisher.full_name, publisher.mark, publisher.colours)


def thread_address(thread: PublishedThread, publisher: Publisher) -> str:
    """The path of its picture; "" where no page of ours is mounted."""
    key = of_thread(thread, publisher).key
    return page_address("thread_picture", thread.pk, key, language=thread.language)


def profession_address(profession: Profession, publisher: Publisher) -> str:
    """In the active language, which is the profession's on every page that shows it."""
    key = of_profession(profession, publisher).key
    return page_address("profession_picture", profession.pk, key)


def site_address(publisher: Publisher) -> str:
    return page_address("site_picture", of_site(publisher).key)


@public_view
def thread_picture(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    thread = get_object_or_404(PublishedThread.objects.for_lists(), pk=pk)
    if thread.withdrawn_at:
        return HttpResponse(status=410)
    publisher = publisher_of(request)
    picture = of_thread(thread, publisher)
    if key != picture.key:
        return redirect(thread_address(thread, publisher))
    return _png(picture)


@require_safe
def profession_picture(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    profession = get_object_or_404(Profession.objects.in_language(get_language()), pk=pk)
    publisher = publisher_of(request)
    if key != of_profession(profession, publisher).key:
        return _moved(request, profession_address(profession, publisher))
    return _drawn(request, of_profession(profession, publisher))


@require_safe
def site_picture(request: HttpRequest, key: str) -> HttpResponse:
    publisher = publisher_of(request)
    if key != of_site(publisher).key:
        return _moved(request, site_address(publisher))
    return _drawn(request, of_site(publisher))


@cache_control(public=True, max_age=A_YEAR, immutable=True)
def _drawn(request: HttpRequest, picture: Picture) -> HttpResponse:
    return _png(picture)


def _png(picture: Picture) -> HttpResponse:
    return HttpResponse(picture.draw(), content_type="image/png")


@public_view
def _moved(request: HttpRequest, address: str) -> HttpResponse:
    """From the picture of a former text to that of the present one."""
    return redirect(address)
