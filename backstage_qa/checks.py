"""What a host can get wrong, said by ``manage.py check`` before it hurts."""

import difflib

from django.apps import apps
from django.core import checks
from django.db import connections
from django.db.utils import DEFAULT_DB_ALIAS
from django.urls import NoReverseMatch, reverse

from .conf import DEFAULTS, host_settings

REQUIRED_APPS = ["wagtail.contrib.settings", "wagtail.snippets", "wagtail.images", "taggit"]
SAFE_WAL = (3, 51, 3)


@checks.register("backstage_qa")
def settings_are_known(**kwargs) -> list[checks.CheckMessage]:
    """E001, E002: every key of ``BACKSTAGE_QA`` is one of ours and has the type of its default."""
    found: list[checks.CheckMessage] = []
    for name, value in host_settings().items():
        if name not in DEFAULTS:
            near = difflib.get_close_matches(name, DEFAULTS, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(DEFAULTS)}."
            text = f"BACKSTAGE_QA has no setting {name!r}."
            found.append(checks.Error(text, hint=hint, id="backstage_qa.E001"))
        elif problem := _problem_of(value, DEFAULTS[name]):
            text = f"BACKSTAGE_QA[{name!r}] {problem}."
            found.append(checks.Error(text, id="backstage_qa.E002"))
    return found


def _problem_of(value, default) -> str:
    if type(value) is not type(default):
        return f"must be of type {type(default).__name__}"
    if type(value) is int and value < 1:
        return "must be at least 1"
    return ""


@checks.register("backstage_qa")
def apps_are_installed(**kwargs) -> list[checks.CheckMessage]:
    """E003: what the plugin builds upon is in INSTALLED_APPS."""
    return [
        checks.Error(f"{app!r} must be in INSTALLED_APPS.", id="backstage_qa.E003")
        for app in REQUIRED_APPS
        if not apps.is_installed(app)
    ]


@checks.register("backstage_qa")
def conversations_have_an_address(**kwargs) -> list[checks.CheckMessage]:
    """W004: mails can lead people to their conversation."""
    try:
        reverse("backstage_qa:my_conversations")
    except NoReverseMatch:
        if not host_settings().get("CONVERSATION_URL"):
            return [
                checks.Warning(
                    "Mails cannot lead anybody to their conversation.",
                    hint="Include backstage_qa.urls, or set BACKSTAGE_QA['CONVERSATION_URL'].",
                    id="backstage_qa.W004",
                )
            ]
    return []


@checks.register(checks.Tags.database)
def sqlite_keeps_what_it_is_given(databases=None, **kwargs) -> list[checks.CheckMessage]:
    """W005: SQLite before 3.51.3 can corrupt a WAL database that has two connections."""
    connection = connections[DEFAULT_DB_ALIAS]
    if DEFAULT_DB_ALIAS not in (databases or ()) or connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        version = cursor.execute("SELECT sqlite_version()").fetchone()[0]
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if journal != "wal" or tuple(map(int, version.split("."))) >= SAFE_WAL:
        return []
    return [
        checks.Warning(
            f"SQLite {version} can corrupt a database in WAL mode.",
            hint='Add "PRAGMA journal_mode=DELETE;" to the init_command of the database.',
            id="backstage_qa.W005",
        )
    ]
