"""What keeps the code small and in one form."""

import ast
import re

import pytest

from .sources import PACKAGES, ROOT, sources

pytestmark = pytest.mark.house

MODULE_LINES = 250
FUNCTION_LINES = 40
HOOKS_LINES = 80
NO_SUBJECT = {"utils.py", "helpers.py", "services.py", "common.py", "misc.py"}

OURS = [source for source in sources(*PACKAGES) if not source.is_migration]
TOOLS = sources("deploy", "benchmarks", "docs")
# A test file holds all that is promised of one verb or feature, however long the list.
ALL = OURS + TOOLS + sources("tests")


def test_modules_are_short():
    lengths = {str(source): len(source.text.splitlines()) for source in OURS + TOOLS}
    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_settings_shared_by_all_environments_are_short():
    assert len((ROOT / "careers/settings/base.py").read_text().splitlines()) < MODULE_LINES


def test_registration_with_wagtail_is_registration_only():
    lengths = {
        str(source): len(source.text.splitlines())
        for source in OURS
        if source.path.name == "wagtail_hooks.py"
    }
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > HOOKS_LINES} == {}


def test_functions_are_short():
    lengths = {
        f"{source}:{function.name}": function.end_lineno - function.lineno + 1
        for source in OURS + TOOLS
        for function in source.functions
    }
    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES} == {}


def test_modules_are_named_for_their_subject():
    assert [str(source) for source in ALL if source.path.name in NO_SUBJECT] == []


def test_modules_say_why_they_exist():
    silent = [
        str(source) for source in OURS if source.text.strip() and not ast.get_docstring(source.tree)
    ]
    assert silent == []


def test_the_site_package_stays_empty():
    assert (ROOT / "careers/__init__.py").read_text().strip() == ""


def test_migrations_have_names():
    names = [source.path.name for source in sources(*PACKAGES) if source.is_migration]
    assert [name for name in names if "_auto_" in name] == []


def test_imports_stand_at_the_top():
    hidden = [
        f"{source}:{function.name}"
        for source in OURS
        for function in source.functions
        if function.name != "ready"
        and any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))
    ]
    assert hidden == []


def test_no_test_begins_a_browser_by_naming_what_it_is_given_page():
    """Playwright has a fixture of that name: what drives Chromium takes ``screen`` instead."""
    asking = [
        f"{source}:{function.lineno}"
        for source in sources("tests")
        for function in source.functions
        if any(argument.arg == "page" for argument in function.args.args)
        and (function.name.startswith("test_") or "fixture" in _decorators(function))
        and not re.search(r"""parametrize\(\s*\(?[^)\]]*["', ]page["', ]""", _decorators(function))
        and not re.search(r"^def page\(", source.text, re.MULTILINE)
    ]
    assert asking == []


def _decorators(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    return " ".join(ast.unparse(decorator) for decorator in function.decorator_list)
