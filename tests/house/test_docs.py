"""What the documents say is so."""

import re

import pytest

from backstage_qa.conf import DEFAULTS
from docs.draw_states import drawn

from .sources import ROOT

pytestmark = pytest.mark.house

DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)\s#]+)")
ROW = re.compile(r"^\| `([A-Z_]+)` \| `([^`]*)` \|", re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document):
    links = [link for link in LINK.findall(document.read_text()) if "://" not in link]
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_page_is_reached_from_the_index():
    links = set(LINK.findall((ROOT / "docs/index.md").read_text()))
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"index.md"}
    assert pages - links == set()


def test_every_command_that_is_named_exists():
    commands = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for document in DOCUMENTS:
        code = re.findall(r"`([^`]+)`|^(make .+)$", document.read_text(), re.MULTILINE)
        named = {text.split()[1] for pair in code for text in pair if text.startswith("make ")}
        assert named - commands == set(), document.name
    assert {"setup", "demo", "demo-data", "run", "lint", "test", "help"} <= commands


def test_settings_and_their_defaults_are_all_described():
    rows = dict(ROW.findall((ROOT / "docs/settings.md").read_text()))
    assert rows == {name: '""' if value == "" else repr(value) for name, value in DEFAULTS.items()}


def test_the_states_are_drawn_from_the_code():
    assert drawn() in (ROOT / "docs/states.md").read_text(), "run python docs/draw_states.py"


def test_the_changelog_has_a_place_for_what_comes():
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text()
