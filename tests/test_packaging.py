"""The wheel holds the plugin alone, all of it, and asks for what it imports."""

import email
import re
import sys
import zipfile
from importlib.metadata import packages_distributions

import pytest

from tests.house.sources import ROOT, sources
from tests.packaging import build_wheel

pytestmark = [pytest.mark.packaging, pytest.mark.xdist_group("packaging")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    with zipfile.ZipFile(build_wheel(tmp_path_factory.mktemp("dist"))) as wheel:
        yield wheel


@pytest.fixture(scope="module")
def metadata(wheel):
    [name] = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    return email.message_from_bytes(wheel.read(name))


def normalised(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_it_holds_every_file_of_the_plugin_and_nothing_else(wheel):
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    ours = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "backstage_qa").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in held if not name.endswith("/")} == ours


@pytest.mark.parametrize(
    "pattern",
    [
        r"backstage_qa/templates/backstage_qa/.+\.html",
        r"backstage_qa/static/backstage_qa/.+\.css",
        r"backstage_qa/locale/fr/LC_MESSAGES/django\.mo",
        r"backstage_qa/migrations/0001_initial\.py",
    ],
)
def test_it_holds_more_than_code(wheel, pattern):
    assert any(re.fullmatch(pattern, name) for name in wheel.namelist())


def test_it_is_named_and_licensed(metadata):
    assert metadata["Name"] == "wagtail-backstage-qa"
    assert metadata["License-Expression"] == "BSD-3-Clause"
    assert metadata["Description-Content-Type"] == "text/markdown"


def test_what_the_package_index_shows_leads_nowhere_that_is_not_there(metadata):
    """A relative link or picture leads nowhere on an index."""
    targets = re.findall(r"\]\(([^)]+)\)", metadata.get_payload())
    assert targets
    assert [target for target in targets if not target.startswith("https://")] == []


def test_it_asks_for_what_it_imports_and_nothing_else(metadata):
    asked = {
        normalised(re.match(r"[\w.-]+", line)[0]) for line in metadata.get_all("Requires-Dist")
    }
    known = packages_distributions()
    imported = {
        normalised(known[top][0])
        for source in sources("backstage_qa")
        for top in {name.split(".")[0] for name in source.imports()}
        if top not in sys.stdlib_module_names and top != "backstage_qa"
    }
    assert asked == imported


def test_no_upper_bound_keeps_hosts_from_the_next_wagtail(metadata):
    [wagtail] = [line for line in metadata.get_all("Requires-Dist") if line.startswith("wagtail")]
    assert wagtail == "wagtail>=8.0"
