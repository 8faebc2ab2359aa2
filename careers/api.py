"""The pages of this site for other front ends, by Wagtail's own API: what is public, for all."""

import re
from functools import partial

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import get_language_from_path
from rest_framework.renderers import JSONRenderer
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet
from wagtail.utils.urlpatterns import decorate_urlpatterns

from backstage_qa.api.public import public_endpoint
from backstage_qa.caching import page_etag

from .public_pages import public_pages

LONGEST_VALUE = 500
# A NUL, or more digits than a database has for a number.
UNREADABLE = re.compile(r"\x00|\d{19}")


class PublicPagesViewSet(PagesAPIViewSet):
    """Live pages that nobody is kept from. Who asks is never looked at."""

    renderer_classes = [JSONRenderer]
    authentication_classes: list[type] = []
    permission_classes: list[type] = []
    # An alias may be public where what it repeats is not.
    meta_fields = [name for name in PagesAPIViewSet.meta_fields if name != "alias_of"]
    known_query_parameters = PagesAPIViewSet.known_query_parameters - {"site", "format"}

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        for name, value in request.GET.items():
            if len(value) > LONGEST_VALUE or UNREADABLE.search(value):
                raise BadRequestError(f"the value of {name} cannot be used")
        if "random" in request.GET.get("order", ""):
            raise BadRequestError("random order is not offered: every cache would keep one")

    def get_base_queryset(self) -> PageQuerySet:
        """Pages of this site, in all languages; none that has a view restriction.

        Wagtail's own would show a restricted page to those whom its session lets in.
        """
        pages = public_pages(Site.find_for_request(self.request))
        if "search" in self.request.GET:  # it reads the conditions, and does not know ours
            return Page.objects.filter(pk__in=pages.values("pk"))
        return pages

    def filter_queryset(self, queryset):
        try:
            return super().filter_queryset(queryset)
        except (ValueError, ValidationError) as error:
            raise BadRequestError("the value of a filter cannot be used") from error

    def find_object(self, queryset, request):
        path = request.GET.get("html_path", "")
        if language := get_language_from_path(path):
            return self._page_at(language, path, queryset)
        try:
            return super().find_object(queryset, request)
        except ValueError as error:
            raise BadRequestError("id must be a positive integer") from error

    def _page_at(self, language: str, path: str, queryset: PageQuerySet) -> Page | None:
        """The page at the path of its address, which begins with its language."""
        site = Site.find_for_request(self.request)
        root = site and site.root_page.get_translations(inclusive=True).filter(
            locale__language_code=language
        )
        if not root:
            return None
        slugs = [part for part in path.split("/") if part][1:]
        try:
            found, *_ = root.get().specific.route(self.request, slugs)
        except Http404:
            return None
        return found if queryset.filter(pk=found.pk).exists() else None


router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", PublicPagesViewSet)

app_name = router.url_namespace
urlpatterns = decorate_urlpatterns(
    router.get_urlpatterns(), partial(public_endpoint, etag=page_etag)
)
