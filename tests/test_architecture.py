"""The import rule of docs/architecture.md: one direction, no sideways imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "quotecheck"
LAYERS = (
    {"model", "errors", "settings", "files"},
    {"text"},
    {"language"},
    {"readers", "extract", "locate", "judge", "report"},
    {"fetch", "library", "sources"},
    {"verify", "audit", "trace"},
    {"engine"},
    {"cli", "web", "front"},
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
BESIDE = {
    ("model", "errors"),
    ("settings", "model"),
    ("settings", "errors"),
    ("files", "errors"),
    ("judge", "locate"),
    ("report", "judge"),
    ("sources", "library"),
}
PURE = ("model", "text", "language", "extract", "locate", "judge", "report")
IMPURE_MODULES = {
    "requests",
    "urllib3",
    "socket",
    "sqlite3",
    "diskcache",
    "subprocess",
    "threading",
    "time",
    "typer",
    "rich",
}


def _part(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            if node.module == "quotecheck":
                yield from (f"quotecheck.{alias.name}" for alias in node.names)


def _own_part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _files(*parts: str) -> list[Path]:
    """Return the modules of the named parts, all but the package's own front when none is named."""
    files = (path for path in sorted(PACKAGE.rglob("*.py")) if _own_part(path) not in {"__init__", "__main__"})
    return [path for path in files if not parts or _own_part(path) in parts]


def test_every_module_belongs_to_a_layer() -> None:
    assert {_own_part(path) for path in _files()} <= set(LEVEL)


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    own = _own_part(path)
    for module in _imports(path):
        other = _part(module) if module.startswith("quotecheck") else ""
        if not other or other == own or other.startswith("_"):
            continue
        assert LEVEL[other] < LEVEL[own] or (own, other) in BESIDE, f"{own} imports {module}"


@pytest.mark.parametrize("path", _files(*PURE), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_pure_parts_import_nothing_that_acts(path: Path) -> None:
    assert not {module.split(".")[0] for module in _imports(path)} & IMPURE_MODULES


AGREED = {"command", "render", "extract", "info", "main", "verify"}
"""Functions that a part has under a name agreed on: of each command, each report format, the front door, a program."""


def _homes(kind: type[ast.ClassDef | ast.FunctionDef]) -> dict[str, list[str]]:
    """Return where each public name of such a kind is defined at the top of a module."""
    homes: dict[str, list[str]] = {}
    for path in _files():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, kind) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(str(path.relative_to(PACKAGE)))
    return homes


@pytest.mark.parametrize("kind", [ast.ClassDef, ast.FunctionDef], ids=["type", "function"])
def test_a_public_name_has_one_meaning(kind: type[ast.ClassDef | ast.FunctionDef]) -> None:
    shared = {name: paths for name, paths in _homes(kind).items() if len(paths) > 1 and name not in AGREED}

    assert not shared
