"""Who may know whom: imports point one way, and rules live where they belong."""

import ast

import pytest

from .sources import PACKAGES, ROOT, sources

pytestmark = pytest.mark.house

PLUGIN = [source for source in sources("backstage_qa") if not source.is_migration]

# Each may import itself and what stands before it, never what stands after.
LAYERS = [
    {
        "addresses",
        "audit",
        "bulk_deletion",
        "caching",
        "choosers",
        "conf",
        "dates",
        "discovery",
        "epoch",
        "exports",
        "html",
        "indexes",
        "insults",
    }
    | {
        "kept",
        "kept_answers",
        "languages",
        "numbers",
        "paging",
        "personal_data",
        "registers",
        "saved_filters",
        "settings",
        "signals",
    },
    {"review"},
    {"professions"},
    {"experts"},
    {"search"},
    {"conversations"},
    {"threads"},
    {"meetings"},
    {"notifications", "api", "imports"},
]
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
# What ties everything together stands above all; nothing of the above needs it.
SWITCHBOARD = {"apps", "checks", "menu", "models", "urls", "wagtail_hooks"}
SWITCHBOARD |= {"management", "templatetags"}


def subject(dotted: str) -> str | None:
    """The folder or module of the plugin that a dotted name starts in."""
    parts = dotted.split(".")
    return parts[1] if parts[0] == "backstage_qa" and len(parts) > 1 else None


def of(source) -> str:
    parts = source.path.with_suffix("").parts
    return parts[1]


def test_every_subject_has_its_place():
    found = {of(source) for source in PLUGIN} - {"__init__"}
    assert found - set(RANK) - SWITCHBOARD == set()


def test_imports_point_one_way():
    backwards = []
    for source in PLUGIN:
        here = of(source)
        if here not in RANK:
            continue
        for name in source.imports():
            there = subject(name)
            known = there in RANK or there in SWITCHBOARD
            if known and there != here and RANK.get(there, len(LAYERS)) >= RANK[here]:
                if there in RANK and RANK[there] == RANK[here] == 0:
                    continue  # the ground floor: small modules without a subject
                backwards.append(f"{source} imports {name}")
    assert backwards == []


@pytest.mark.parametrize("module", ["states"])
def test_states_are_pure_data(module):
    path = f"backstage_qa/conversations/{module}.py"
    source = next(source for source in PLUGIN if str(source) == path)
    assert {name.split(".")[0] for name in source.imports()} <= {"dataclasses", "enum", "typing"}


def test_the_plugin_knows_no_site():
    foreign = [
        f"{source} imports {name}"
        for source in sources("backstage_qa")
        for name in source.imports()
        if name.split(".")[0] in {"careers", "home", "tests"}
    ]
    assert foreign == []


def test_only_conf_reads_the_plugins_settings():
    readers = {
        str(source)
        for source in PLUGIN
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant | ast.Attribute)
        and "BACKSTAGE_QA" in (getattr(node, "value", None), getattr(node, "attr", None))
    }
    assert readers == {"backstage_qa/conf.py"}


def test_actions_take_a_person_and_never_a_request():
    actions = [s for s in PLUGIN if "actions" in (*s.path.parts, s.path.stem)]
    assert actions
    guilty = [
        f"{source}:{node.lineno}"
        for source in actions
        for node in ast.walk(source.tree)
        if "request" in (getattr(node, "id", None), getattr(node, "arg", None))
    ]
    assert guilty == []


def test_nothing_happens_because_a_row_was_saved():
    """Side effects hang on the verbs' own signals, never on post_save or pre_save."""
    guilty = [
        f"{source}:{node.lineno}"
        for source in sources(*PACKAGES)
        for node in ast.walk(source.tree)
        if {"post_save", "pre_save"} & {getattr(node, "id", None), getattr(node, "attr", None)}
    ]
    assert guilty == []


PUBLIC_ROWS = ("PublishedThread", "PublishedMeeting")
MAKING = {"create", "bulk_create", "get_or_create", "update_or_create"}


def makes_public_rows(tree: ast.AST) -> bool:
    """Whether it makes an instance of what the public reads, or has a manager make one."""
    calls = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return any(
        call.split(".")[-1] in PUBLIC_ROWS
        or (call.split(".")[-1] in MAKING and any(f"{row}.objects" in call for row in PUBLIC_ROWS))
        for call in calls
    )


@pytest.mark.parametrize(
    "code",
    [
        "PublishedThread(title='')",
        "models.PublishedThread(title='')",
        "PublishedThread.objects.create(title='')",
        "models.PublishedMeeting.objects.using('x').bulk_create([])",
    ],
)
def test_making_public_rows_is_noticed(code):
    assert makes_public_rows(ast.parse(code))


def test_one_module_makes_public_rows_of_a_kind():
    """Everything public is read from these rows: a leak would have to be written there."""
    writers = {str(source) for source in PLUGIN if makes_public_rows(source.tree)}
    assert writers == {
        "backstage_qa/threads/publication.py",
        "backstage_qa/meetings/publication.py",
        "backstage_qa/threads/blocks.py",  # a stand-in for what is gone, withdrawn and never saved
    }


def test_the_folders_of_the_design_exist():
    for name in ["professions", "experts", "conversations", "threads", "notifications", "api"]:
        assert (ROOT / "backstage_qa" / name / "__init__.py").exists(), name
