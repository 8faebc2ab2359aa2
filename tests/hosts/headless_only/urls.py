"""The API and Wagtail's admin; no HTML address of the plugin's."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("api/backstage/v1/", include("backstage_qa.api.urls")),
]
