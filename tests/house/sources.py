"""The project's own Python files, parsed once for all house rules."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ["backstage_qa", "careers", "home"]


@dataclass(frozen=True)
class Source:
    path: Path  # from the project's root

    def __str__(self) -> str:
        return str(self.path)

    @cached_property
    def text(self) -> str:
        return (ROOT / self.path).read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=str(self.path))

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.path.parts

    @property
    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
        return [node for node in ast.walk(self.tree) if isinstance(node, kinds)]

    def imports(self) -> list[str]:
        """Full dotted names of what is imported, except for type checkers only."""
        found = []
        for node in _walk_running_code(self.tree):
            if isinstance(node, ast.Import):
                found += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                found += [f"{self._base(node)}.{alias.name}" for alias in node.names]
        return found

    def _base(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.path.parent.parts[: len(self.path.parent.parts) - node.level + 1]
        return ".".join([*package, *([node.module] if node.module else [])])


def _walk_running_code(node: ast.AST):
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _walk_running_code(child)


def sources(*folders: str) -> list[Source]:
    """Every Python file under these folders of the project."""
    paths = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return [Source(path.relative_to(ROOT)) for path in paths]
