"""What search engines may visit, and where: ``/sitemap.xml`` and ``/robots.txt``."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from wagtail.models import Site

from backstage_qa.caching import page_etag, public_view
from backstage_qa.discovery import sitemaps
from backstage_qa.meetings.sitemaps import MeetingListSection, MeetingSection
from backstage_qa.threads.sitemaps import ExpertSection, ListSection, ThreadSection

from .offers.sitemap import OfferListSection, OfferSection
from .public_pages import path_of, public_pages


class PageSection(sitemaps.RowSection):
    """The page tree of the default site."""

    language = "locale__language_code"
    modified = "last_published_at"
    translation_key = "translation_key"
    fields = ("url_path",)

    def rows(self):
        default = Site.objects.filter(is_default_site=True).select_related("root_page")
        return public_pages(default.first())

    def path(self, row: dict[str, Any]) -> str:
        return path_of(row["locale__language_code"], row["url_path"])


SECTIONS: dict[str, sitemaps.Section] = {
    "pages": PageSection(),
    "lists": ListSection(),
    "experts": ExpertSection(),
    "threads": ThreadSection(),
    "meetings": MeetingSection(),
    "meeting-lists": MeetingListSection(),
    "offers": OfferSection(),
    "offer-lists": OfferListSection(),
}


@public_view(etag=page_etag)
def index(request: HttpRequest) -> HttpResponse:
    return sitemaps.sitemap_index(request, SECTIONS)


@public_view(etag=page_etag)
def part(request: HttpRequest, name: str, part: int) -> HttpResponse:
    return sitemaps.sitemap_part(request, SECTIONS, name, part)


@public_view
def robots(request: HttpRequest) -> HttpResponse:
    """Keeps visitors that read everything from what is one person's, or a search."""
    languages = [code for code, _ in settings.LANGUAGES]
    context = {"languages": languages, "sitemap": request.build_absolute_uri(reverse("sitemap"))}
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("sitemap.xml", index, name="sitemap"),
    path("sitemap-<slug:name>-<backstage_id:part>.xml", part, name="sitemap_part"),
    path("robots.txt", robots, name="robots"),
]
