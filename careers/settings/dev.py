"""Development and demonstration on one machine: SQLite, files, no other server."""

import os

from .base import *  # noqa: F403
from .base import BACKSTAGE_QA, BASE_DIR, MIDDLEWARE, VAR_DIR

DEBUG = True
SECRET_KEY = "development-only-not-a-secret"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
INTERNAL_IPS = ["127.0.0.1"]
MIDDLEWARE = [*MIDDLEWARE, "careers.middleware.OwnNotFoundMiddleware"]

WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL", "http://localhost:8000")
# A change of the code is a build, so that no browser keeps yesterday's pages; every
# process of one moment finds the same.
BACKSTAGE_QA = BACKSTAGE_QA | {
    "BUILD": str(
        max(
            path.stat().st_mtime_ns
            for folder in ("backstage_qa", "careers", "home", "templates")
            for path in (BASE_DIR / folder).rglob("*.*")
            if path.suffix != ".pyc"
        )
    )
}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"

# The worker says each task that it does; in the demonstration only failures matter.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"failures": {"class": "logging.StreamHandler", "level": "WARNING"}},
    "loggers": {
        name: {"handlers": ["failures"], "propagate": False}
        for name in ("django_tasks", "django_tasks_db")
    },
}
