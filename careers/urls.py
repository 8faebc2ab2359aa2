"""Addresses of the site: those of a language, Wagtail's pages last among them, and the others."""

from allauth.account import views as allauth_views
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from backstage_qa.caching import kept_page

from . import demo_mail, views
from .accounts import views as accounts
from .demo import components

handler404 = views.not_found

# Below a language: first, as readers are more than all others
urlpatterns = i18n_patterns(
    path("_util/login/", accounts.page_door),  # Wagtail's own, which nothing guards
    path("accounts/", include("careers.accounts.urls")),
    path("", include("careers.offers.urls")),
    path("", include("backstage_qa.urls")),
    path("", include(decorate_urlpatterns(wagtail_urls.urlpatterns, kept_page))),
)

urlpatterns += [
    path("", views.to_language, name="to_language"),
    path("health/", views.health, name="health"),
    path("", include("careers.sitemaps")),
    # Wagtail's own doors lead to ours
    path("admin/login/", accounts.admin_door),
    path("admin/logout/", allauth_views.logout),
    re_path(r"^admin/password_reset/", accounts.admin_reset_door),
    path("", include("careers.campaigns.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("api/backstage/v1/", include("backstage_qa.api.urls")),
    path("api/v2/", include("careers.api")),
    *([path("demo/mail/", include("careers.demo_mail"))] if demo_mail.is_on() else []),
    *([path("demo/components/", include(components))] if components.is_on() else []),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),  # development only
]
