"""What a host can get wrong, said by ``manage.py check`` before it hurts."""

import contextlib
import difflib
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import connections
from django.db.utils import DEFAULT_DB_ALIAS
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import translation
from django.utils.module_loading import import_string

from .conf import DEFAULTS, MAY_BE_NONE, host_settings, language_choices
from .meetings import film

REQUIRED_APPS = ["wagtail.contrib.settings", "wagtail.snippets", "wagtail.images", "taggit"]
HOST_NAME = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]+")
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
        elif problem := _problem_of(value, DEFAULTS[name], least=int(name not in MAY_BE_NONE)):
            text = f"BACKSTAGE_QA[{name!r}] {problem}."
            found.append(checks.Error(text, id="backstage_qa.E002"))
    return found


def _problem_of(value, default, least: int) -> str:
    if type(value) is not type(default):
        return f"must be of type {type(default).__name__}"
    if type(value) is int and value < least:
        return f"must be at least {least}"
    if type(value) is list and not all(HOST_NAME.fullmatch(str(name)) for name in value):
        return "must hold names of hosts, such as 'vimeo.com'"
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


@checks.register("backstage_qa")
def pages_are_found_in_each_language(**kwargs) -> list[checks.CheckMessage]:
    """E006: where addresses begin with a language, something reads it from them."""
    if len(set(_addresses_by_language())) < 2 or _has_locale_middleware():
        return []
    return [
        checks.Error(
            "Without LocaleMiddleware our pages are found in one language only.",
            hint="Add 'django.middleware.locale.LocaleMiddleware' to MIDDLEWARE, after the"
            " SessionMiddleware and before the CommonMiddleware.",
            id="backstage_qa.E006",
        )
    ]


def _addresses_by_language() -> Iterator[str]:
    for language, _ in settings.LANGUAGES:
        with translation.override(language), contextlib.suppress(NoReverseMatch):
            yield reverse("backstage_qa:my_conversations")


def _has_locale_middleware() -> bool:
    found = map(import_string, settings.MIDDLEWARE)
    return any(isinstance(one, type) and issubclass(one, LocaleMiddleware) for one in found)


@checks.register("backstage_qa")
def language_code_is_a_language(**kwargs) -> list[checks.CheckMessage]:
    """E007: what no address names is in a language that the site has."""
    languages = [code for code, _ in settings.LANGUAGES]
    if settings.LANGUAGE_CODE in languages:
        return []
    known = settings.LANGUAGE_CODE.split("-")[0]
    return [
        checks.Error(
            f"LANGUAGE_CODE is {settings.LANGUAGE_CODE!r}, which is none of LANGUAGES.",
            hint=f"Set LANGUAGE_CODE = {(known if known in languages else languages[0])!r}.",
            id="backstage_qa.E007",
        )
    ]


@checks.register("backstage_qa")
def languages_are_those_of_the_content(**kwargs) -> list[checks.CheckMessage]:
    """W010: nobody is led to pages in a language that nothing can be written in.

    Django has a hundred languages as long as a project chooses none.
    """
    is_enabled = getattr(settings, "WAGTAIL_I18N_ENABLED", False)
    written = dict(language_choices()) if is_enabled else [settings.LANGUAGE_CODE]
    empty = [code for code, _ in settings.LANGUAGES if code not in written]
    if not empty or len(set(_addresses_by_language())) < 2:
        return []
    shown = ", ".join(empty[:3]) + (" …" if len(empty) > 3 else "")
    return [
        checks.Warning(
            f"Our pages have addresses in languages that have no content: {shown}.",
            hint="Set WAGTAIL_I18N_ENABLED = True, and the languages of your site:"
            ' WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("en", "English"), …].',
            id="backstage_qa.W010",
        )
    ]


@checks.register("backstage_qa")
def candidates_can_sign_in(**kwargs) -> list[checks.CheckMessage]:
    """W008: where our pages ask people to sign in, there is a page to do so."""
    if not any(_addresses_by_language()):
        return []
    try:
        match = resolve(urlsplit(resolve_url(settings.LOGIN_URL)).path)
    except Resolver404:
        match = None
    if match and match.url_name != "wagtail_serve":  # which takes any address
        return []
    return [
        checks.Warning(
            f"LOGIN_URL ({settings.LOGIN_URL!r}) leads nowhere: nobody can send a question.",
            hint="Set LOGIN_URL to the page where candidates sign in.",
            id="backstage_qa.W008",
        )
    ]


@checks.register("backstage_qa")
def films_can_be_prepared(**kwargs) -> list[checks.CheckMessage]:
    """W009: ffmpeg is here. Without it, films are kept and wait."""
    if film.is_installed():
        return []
    return [
        checks.Warning(
            "The films of meetings cannot be prepared: ffmpeg and ffprobe are not installed.",
            hint="On Debian: apt-get install ffmpeg.",
            id="backstage_qa.W009",
        )
    ]


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
