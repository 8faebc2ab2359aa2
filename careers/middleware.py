"""Language by address for pages, and no language negotiation where there are none."""

from django.middleware.locale import LocaleMiddleware

UNPREFIXED = ("/api/", "/health/", "/static/", "/media/")


class SiteLocaleMiddleware(LocaleMiddleware):
    """Leaves addresses without a language alone.

    Django's own would turn their 404 into a redirect to /en/… and add
    ``Vary: Accept-Language`` to every answer of the API.
    """

    def process_response(self, request, response):
        if request.path_info.startswith(UNPREFIXED):
            return response
        return super().process_response(request, response)
