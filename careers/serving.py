"""granian, with the site loaded once, before its workers are forked: they share that memory.

``python -m careers.serving`` takes granian's own options, ``--env-files`` excepted: by the time
granian reads them, the site has read its settings.
"""

import multiprocessing
import sys

from django.db import connections
from granian.cli import entrypoint

from . import wsgi as _loaded  # noqa: F401

if __name__ == "__main__":
    if sys.platform == "linux":  # elsewhere each worker loads the site for itself
        multiprocessing.set_start_method("fork")
    connections.close_all()  # two processes on one connection would read each other's answers
    entrypoint()
