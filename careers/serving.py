"""granian, with the site loaded once, before its workers are forked: they share that memory.

``python -m careers.serving`` takes granian's own options. Where processes are spawned and not
forked (macOS), each worker loads the site for itself.
"""

from django.db import connections
from granian.cli import entrypoint

from . import wsgi as _loaded  # noqa: F401

if __name__ == "__main__":
    connections.close_all()  # two processes on one connection would read each other's answers
    entrypoint()
