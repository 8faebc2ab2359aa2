"""Settings of the tests: like production where it matters, quick where it does not."""

import os

from .base import *  # noqa: F403
from .base import DATABASES, VAR_DIR

SECRET_KEY = "tests-only-not-a-secret"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # nothing was collected
MEDIA_ROOT = VAR_DIR / "test-media"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# A file lets pytest's --reuse-db skip the migrations.
if name := os.environ.get("TEST_DATABASE"):
    DATABASES["default"]["TEST"] = {"NAME": name}
