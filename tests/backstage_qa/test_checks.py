"""What ``manage.py check`` tells a host."""

import pytest
from django.conf import global_settings, settings
from django.test import override_settings

from backstage_qa import checks
from backstage_qa.models import DeclineReason


def ids(messages):
    return [message.id for message in messages]


def test_this_site_is_set_up_well():
    assert checks.settings_are_known() == []
    assert checks.apps_are_installed() == []
    assert checks.conversations_have_an_address() == []
    assert checks.pages_are_found_in_each_language() == []
    assert checks.language_code_is_a_language() == []
    assert checks.languages_are_those_of_the_content() == []
    assert checks.candidates_can_sign_in() == []


@override_settings(BACKSTAGE_QA={"FOUR_EYE": False})
def test_a_misspelt_setting_is_named_with_the_one_that_was_meant():
    [error] = checks.settings_are_known()
    assert (error.id, error.hint) == ("backstage_qa.E001", "Did you mean FOUR_EYES?")


@override_settings(BACKSTAGE_QA={"KEPT_ANSWERS": 0})
def test_none_may_be_kept():
    assert checks.settings_are_known() == []


@pytest.mark.parametrize(
    "setting",
    [
        {"PAGE_SIZE": "20"},
        {"PAGE_SIZE": True},
        {"PAGE_SIZE": 0},
        {"FOUR_EYES": 1},
        {"KEPT_ANSWERS": -1},
        {"FILM_HOSTS": "vimeo.com"},
        {"FILM_HOSTS": ["https://tube.example.org"]},
        {"FILM_HOSTS": ["tube.example.org; script-src *"]},
    ],
)
def test_a_setting_of_the_wrong_kind_is_refused(setting):
    with override_settings(BACKSTAGE_QA=setting):
        assert ids(checks.settings_are_known()) == ["backstage_qa.E002"]


def test_a_missing_app_is_named(monkeypatch):
    monkeypatch.setattr(checks, "REQUIRED_APPS", ["taggit", "wagtail.contrib.table_block"])
    [error] = checks.apps_are_installed()
    assert error.id == "backstage_qa.E003"
    assert "'wagtail.contrib.table_block'" in error.msg


@override_settings(ROOT_URLCONF="backstage_qa.api.urls", BACKSTAGE_QA={})
def test_a_headless_host_must_say_where_conversations_are_read():
    assert ids(checks.conversations_have_an_address()) == ["backstage_qa.W004"]
    with override_settings(BACKSTAGE_QA={"CONVERSATION_URL": "https://front.example/c/{id}"}):
        assert checks.conversations_have_an_address() == []


def without_locale_middleware():
    return [name for name in settings.MIDDLEWARE if "Locale" not in name]


def test_a_host_without_locale_middleware_is_told():
    with override_settings(MIDDLEWARE=without_locale_middleware()):
        [error] = checks.pages_are_found_in_each_language()
        assert error.id == "backstage_qa.E006"
        assert "django.middleware.locale.LocaleMiddleware" in error.hint
        with override_settings(LANGUAGES=[("en", "English")]):
            assert checks.pages_are_found_in_each_language() == []
        with override_settings(ROOT_URLCONF="backstage_qa.api.urls"):  # headless
            assert checks.pages_are_found_in_each_language() == []


@pytest.mark.parametrize(
    ("code", "hint"), [("en-us", "LANGUAGE_CODE = 'en'"), ("de", "LANGUAGE_CODE = 'en'")]
)
def test_a_language_code_that_no_page_has_is_told(code, hint):
    """``wagtail start`` writes "en-us"."""
    with override_settings(LANGUAGE_CODE=code):
        [error] = checks.language_code_is_a_language()
    assert error.id == "backstage_qa.E007"
    assert hint in error.hint


@pytest.fixture
def as_wagtail_starts(settings):
    """The languages of a project that ``wagtail start`` made, and that chose none yet."""
    del settings.WAGTAIL_CONTENT_LANGUAGES
    settings.WAGTAIL_I18N_ENABLED = False
    settings.LANGUAGE_CODE, settings.LANGUAGES = "en-us", global_settings.LANGUAGES


def test_a_host_that_chose_no_languages_is_told(as_wagtail_starts):
    [warning] = checks.languages_are_those_of_the_content()
    assert warning.id == "backstage_qa.W010"
    assert "af, ar, ar-dz …" in warning.msg
    with override_settings(ROOT_URLCONF="backstage_qa.api.urls"):  # headless
        assert checks.languages_are_those_of_the_content() == []


def test_a_host_that_chose_no_languages_can_be_checked(as_wagtail_starts):
    """Django looks at the choices of models before it comes to the checks."""
    assert DeclineReason.check() == []


def test_a_language_that_is_not_enabled_is_told():
    with override_settings(WAGTAIL_I18N_ENABLED=False):
        [warning] = checks.languages_are_those_of_the_content()
    assert "no content: fr." in warning.msg


@override_settings(LOGIN_URL="/somewhere/else/")
def test_a_host_without_a_page_to_sign_in_is_told():
    assert ids(checks.candidates_can_sign_in()) == ["backstage_qa.W008"]
    with override_settings(ROOT_URLCONF="backstage_qa.api.urls"):  # the front end signs people in
        assert checks.candidates_can_sign_in() == []


@pytest.mark.django_db
def test_the_database_of_this_site_is_not_in_wal_mode():
    assert checks.sqlite_keeps_what_it_is_given(databases=["default"]) == []


class OldDatabase:
    """Stands for a connection to SQLite with these two answers."""

    vendor = "sqlite"

    def __init__(self, version, journal):
        self.answers = {"SELECT sqlite_version()": version, "PRAGMA journal_mode": journal}

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def execute(self, sql):
        self.answer = self.answers[sql]
        return self

    def fetchone(self):
        return [self.answer]


@pytest.mark.parametrize(
    ("version", "journal", "expected"),
    [
        ("3.40.1", "wal", ["backstage_qa.W005"]),
        ("3.40.1", "delete", []),
        ("3.51.3", "wal", []),
        ("3.100.0", "wal", []),
    ],
)
def test_sqlite_in_wal_mode_is_refused_where_it_is_not_safe(
    version, journal, expected, monkeypatch
):
    monkeypatch.setattr(checks, "connections", {"default": OldDatabase(version, journal)})
    assert ids(checks.sqlite_keeps_what_it_is_given(databases=["default"])) == expected
