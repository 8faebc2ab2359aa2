"""WSGI entry point of the site."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careers.settings.production")

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # with all views: nobody's first request waits for them

# Python stops to look for cycles through all that a process holds. What is imported is there to
# stay: it is left out, and the rest looked through more rarely.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
