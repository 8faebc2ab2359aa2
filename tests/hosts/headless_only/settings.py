"""A host that serves the API and the editors' desk, and leaves all pages to a front end."""

from ..base import *  # noqa: F403

ROOT_URLCONF = "tests.hosts.headless_only.urls"
BACKSTAGE_QA = {"CONVERSATION_URL": "https://front.example/conversations/{id}"}
