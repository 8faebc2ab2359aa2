"""A host that installs the plugin, shows its pages, and keeps Django's own users."""

from ..base import *  # noqa: F403
from ..base import MIDDLEWARE

ROOT_URLCONF = "tests.hosts.plugin_only.urls"
MIDDLEWARE = [*MIDDLEWARE, "django.middleware.locale.LocaleMiddleware"]
LOGIN_URL = "/admin/login/"
