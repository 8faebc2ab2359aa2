"""The plugin's pages and API, and Wagtail's own pages after them."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("api/backstage/v1/", include("backstage_qa.api.urls")),
    *i18n_patterns(
        path("", include("backstage_qa.urls")),
        path("", include(wagtail_urls)),
    ),
]
