"""French is complete, compiled, and set as French is set."""

import re
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.translation import trans_real

from .sources import PACKAGES, ROOT, sources
from .strings import in_code, in_template

pytestmark = pytest.mark.house

CATALOGUES = [
    path.relative_to(ROOT)
    for folder in [*PACKAGES, "locale"]
    for path in sorted((ROOT / folder).rglob("LC_MESSAGES/django.po"))
]
SITE_TEMPLATES = "templates"
PLUGIN_TEMPLATES = "backstage_qa/templates"

NARROW, WIDE = "\u202f", "\u00a0"
MARKUP = re.compile(r"<[^>]*>|&\w+;|%\(\w+\)[a-z]|%[a-z]|\{\w*\}|https?://\S+")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}|</?\w+")
BAD_SETTING = {
    "a straight apostrophe": re.compile(r"\w'\w"),
    "straight quotation marks": re.compile(r'"'),
    "three dots": re.compile(r"\.\.\."),
    "no narrow no-break space before ; ? or !": re.compile(rf"(?<![{NARROW};?!])[;?!]"),
    "no no-break space before a colon": re.compile(rf"(?<![{WIDE}\d]):(?=\s|$)"),
    "no no-break space inside quotation marks": re.compile(rf"«(?!{WIDE})|(?<!{WIDE})»"),
}


def entries(catalogue: Path) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(ROOT / catalogue)) if not entry.obsolete]


def translations_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def own_strings(packages: list[str], templates: str) -> set[tuple[str | None, str]]:
    found = {string for source in sources(*packages) for string in in_code(source)}
    for path in sorted((ROOT / templates).rglob("*")):
        if path.suffix in {".html", ".txt", ".xml"}:
            found |= set(in_template(path.relative_to(ROOT)))
    return found


def test_the_plugin_has_its_own_french():
    assert Path("backstage_qa/locale/fr/LC_MESSAGES/django.po") in CATALOGUES


def test_every_string_of_the_plugin_is_in_its_own_catalogue():
    """Its host has no other place from which to take them."""
    catalogue = Path("backstage_qa/locale/fr/LC_MESSAGES/django.po")
    translated = {(entry.msgctxt, entry.msgid) for entry in entries(catalogue)}
    missing = own_strings(["backstage_qa"], PLUGIN_TEMPLATES) - translated
    assert sorted(missing, key=str) == []


def test_every_string_of_the_site_is_translated():
    with translation.override("fr"):
        catalogue = trans_real.catalog()
    missing = [
        (context, text)
        for context, text in own_strings(["careers", "home"], SITE_TEMPLATES)
        if not _knows(catalogue, f"{context}\x04{text}" if context else text)
    ]
    assert sorted(missing, key=str) == []


def _knows(catalogue, key: str) -> bool:
    return any(catalogue._catalog.get(each) is not None for each in (key, (key, 0), (key, 1)))


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=str)
class TestCatalogue:
    def test_nothing_is_untranslated_or_fuzzy(self, catalogue):
        unfinished = [
            entry.msgid
            for entry in entries(catalogue)
            if entry.fuzzy or not all(translations_of(entry))
        ]
        assert unfinished == []

    def test_what_is_compiled_is_what_is_written(self, catalogue):
        compiled = polib.mofile(str((ROOT / catalogue).with_suffix(".mo")))
        in_mo = {(e.msgctxt, e.msgid, *translations_of(e)) for e in compiled}
        assert in_mo == {(e.msgctxt, e.msgid, *translations_of(e)) for e in entries(catalogue)}

    def test_every_placeholder_and_tag_is_kept(self, catalogue):
        changed = []
        for entry in entries(catalogue):
            allowed = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
            for text in translations_of(entry):
                said = set(PLACEHOLDER.findall(text))
                # A singular may say "one" in words.
                if not (said <= allowed if entry.msgid_plural else said == allowed):
                    changed.append((entry.msgid, text))
        assert changed == []

    def test_french_is_set_as_french_is_set(self, catalogue):
        wrong = [
            (name, text)
            for entry in entries(catalogue)
            for text in translations_of(entry)
            for name, pattern in BAD_SETTING.items()
            if pattern.search(MARKUP.sub("x", text))
        ]
        assert wrong == []
