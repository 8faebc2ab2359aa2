"""A host that mounts the API and none of our pages."""

from django.urls import include, path

urlpatterns = [path("api/backstage/v1/", include("backstage_qa.api.urls"))]
