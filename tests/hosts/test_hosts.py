"""Two Wagtail projects that none of the site is in pass their share of the suite.

They run the wheel, in an environment that has only what the wheel asks for.
"""

import os
import shutil

import pytest

from tests.house.sources import ROOT
from tests.packaging import build_wheel, environment_with, run

pytestmark = [pytest.mark.packaging, pytest.mark.xdist_group("packaging")]

VERBS = ["ask", "accept", "assign", "hold", "answer", "follow_up", "decline", "change_consent"]
WRITING = [f"conversations/test_{verb}.py" for verb in VERBS]
PUBLISHING = ["test_road.py", "threads/test_publication.py"]
# Of tests/backstage_qa; what expects the site's own addresses is left out.
SHARES = {
    "plugin_only": [
        *WRITING,
        *PUBLISHING,
        "threads/test_list.py",
        "threads/test_thread_page.py",
        "threads/test_blocks.py",
        "api/test_list_threads.py",
        "api/test_read_thread.py",
        "api/test_bad_input.py",
    ],
    "headless_only": [
        *WRITING,
        *PUBLISHING,
        "api/test_experts.py",
        "api/test_list_threads.py",
        "api/test_bad_input.py",
        "api/test_same_for_everybody.py",
    ],
}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A folder with the tests and without our sources; the python to run them with."""
    folder = tmp_path_factory.mktemp("host")
    python = environment_with(build_wheel(folder), folder)
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder, python


@pytest.fixture(params=SHARES)
def host(request, project):
    folder, python = project
    own = {"PATH": os.environ["PATH"], "HOST_VAR": str(folder)}
    own["DJANGO_SETTINGS_MODULE"] = f"tests.hosts.{request.param}.settings"

    def manage(*arguments):
        return run(python, "-m", *arguments, cwd=folder, env=own)

    manage.name = request.param
    return manage


def test_nothing_of_ours_but_the_wheel_is_there(project):
    folder, python = project
    where = run(python, "-c", "import backstage_qa; print(backstage_qa.__file__)", cwd=folder)
    assert str(folder / "venv") in where


def test_it_is_set_up_well(host):
    assert "no issues" in host("django", "check")
    assert "No changes" in host("django", "makemigrations", "--check", "--dry-run")


def test_its_share_of_the_suite_passes(host):
    share = [f"tests/backstage_qa/{name}" for name in SHARES[host.name]]
    assert " passed" in host("pytest", "-q", f"tests/hosts/{host.name}", *share)
