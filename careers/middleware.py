"""Language by address for pages and none elsewhere; headers that Django has no setting for."""

from django.http import Http404
from django.middleware.locale import LocaleMiddleware

from .views import not_found

UNPREFIXED = (
    *("/admin/", "/api/", "/demo/", "/health/", "/static/", "/media/"),
    *("/c/", "/robots.txt", "/sitemap"),
)


class SiteLocaleMiddleware(LocaleMiddleware):
    """Leaves addresses without a language alone.

    Django's own would turn their 404 into a redirect to /en/… and add
    ``Vary: Accept-Language`` to every answer of the API.
    """

    def process_response(self, request, response):
        if request.path_info.startswith(UNPREFIXED):
            return response
        return super().process_response(request, response)


class OwnNotFoundMiddleware:
    """Under ``DEBUG`` too, what is not there is told on the site's own page.

    A newcomer who mistypes an address of the demonstration is no developer. Last in
    the list, so that the others see the page that visitors see.
    """

    djangos = b"<code>DEBUG = True</code>"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_missing = response.status_code == 404 and not response.streaming
        if is_missing and self.djangos in response.content:
            return not_found(request, Http404())
        return response


class PolicyHeadersMiddleware:
    """What other sites may do with our answers, and what our pages may ask of a browser.

    The API and the files it points to are for front ends elsewhere too.
    """

    shared = ("/api/", "/media/")
    permissions = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        shared = request.path_info.startswith(self.shared)
        policy = "cross-origin" if shared else "same-origin"
        response.headers.setdefault("Cross-Origin-Resource-Policy", policy)
        response.headers.setdefault("Permissions-Policy", self.permissions)
        return response
