"""Settings of the tests: like production where it matters, quick where it does not."""

import os

from .base import *  # noqa: F403
from .base import BACKSTAGE_QA, DATABASES, SQLITE_OPTIONS, VAR_DIR

SECRET_KEY = "tests-only-not-a-secret"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # nothing was collected
# Most tests are about making a page: each request makes its own.
BACKSTAGE_QA = BACKSTAGE_QA | {"KEPT_ANSWERS": 0}
MEDIA_ROOT = VAR_DIR / "test-media"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# In a file: several threads of a test share it, and pytest's --reuse-db skips the migrations.
if DATABASES["default"]["ENGINE"] == "careers.sqlite":
    name = os.environ.get("TEST_DATABASE", str(VAR_DIR / "tests.sqlite3"))
    DATABASES["default"]["TEST"] = {"NAME": name}
    # Nobody minds losing this data: no waiting for disks.
    hurried = SQLITE_OPTIONS["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS | {"init_command": hurried}
