"""The wheel as a stranger gets it, and an environment that has nothing else of ours."""

import subprocess
import sys
from pathlib import Path

from tests.house.sources import ROOT

# Of this environment, whether or not it is on the path.
UV = Path(sys.executable).with_name("uv")
# What the tests of a host need beside the wheel.
TOOLS = ["pytest", "pytest-django", "factory-boy", "time-machine", "hypothesis"]


def run(*command, **kwargs) -> str:
    """Run a command of the project; its output, or an AssertionError that shows it."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, **kwargs
    )
    assert done.returncode == 0, f"{command} failed:\n{done.stdout[-6000:]}{done.stderr[-3000:]}"
    return done.stdout


def build_wheel(folder: Path) -> Path:
    run(UV, "build", "--wheel", "--quiet", "--out-dir", folder, ROOT, cwd=ROOT)
    [wheel] = folder.glob("*.whl")
    return wheel


def environment_with(wheel: Path, folder: Path) -> Path:
    """A new environment with the wheel, what it asks for and ``TOOLS``; its python."""
    locked = run(UV, "export", "--frozen", "--quiet", "--no-hashes", "--no-emit-project", cwd=ROOT)
    constraints = folder / "constraints.txt"
    constraints.write_text(locked)
    python = folder / "venv/bin/python"
    run(UV, "venv", "--quiet", "--python", ROOT / ".venv/bin/python", folder / "venv")
    install = [UV, "pip", "install", "--quiet", "--python", python, "--constraints", constraints]
    run(*install, wheel, *TOOLS)
    return python
