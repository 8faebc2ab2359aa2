"""The API's addresses, without a trailing slash; mounted by the host under /api/backstage/v1/."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .films import film_file
from .public import public_endpoint
from .v1 import api

app_name = api.urls_namespace


def unknown(request: HttpRequest) -> HttpResponse:
    """Everything else below the prefix, so that a mistyped address is told so in JSON too."""
    raise Http404


urlpatterns = [
    path("films/<uuid:public_id>/<str:name>", film_file, name="film_file"),
    *decorate_urlpatterns([*api.urls[0], re_path(r"", unknown, name="unknown")], public_endpoint),
]
