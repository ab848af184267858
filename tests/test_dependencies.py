"""What the package imports is what pyproject.toml says it needs, and nothing is said that is not imported."""

import ast
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
NOT_OF_THE_PACKAGE = {"dev", "bench"}
"""Extras for what is beside the package: its tests and benchmarks."""
DISTRIBUTIONS = {
    "bs4": "beautifulsoup4",
    "markdown-it": "markdown-it-py",
    "opencc": "opencc-python-reimplemented",
    "spellchecker": "pyspellchecker",
    "dask": "distributed",
    "reporters-db": "eyecite",
}
"""Modules whose distribution has another name, or comes with another one."""


OURS = {"quotecheck", "tests"}
BENCH = ROOT / "tests" / "bench"
"""Benchmarks name their peers in the extra `bench`, which the tests do without."""


def _named(requirements: list[str]) -> set[str]:
    return {requirement.partition(">")[0].strip().lower().replace("_", "-") for requirement in requirements}


def _imported(folder: str = "quotecheck") -> set[str]:
    """Return the distributions of all modules that a folder imports or reads data of, those of Python left out."""
    modules = set()
    for path in (ROOT / folder).rglob("*.py"):
        if path.is_relative_to(BENCH):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                modules.add((node.module or "").partition(".")[0])
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "files":
                modules |= {arg.value.partition(".")[0] for arg in node.args if isinstance(arg, ast.Constant)}
    names = {module.lower().replace("_", "-") for module in modules - set(sys.stdlib_module_names) - OURS}
    return {DISTRIBUTIONS.get(name, name) for name in names}


def test_every_import_is_declared() -> None:
    optional = [one for extra in EXTRAS.keys() - NOT_OF_THE_PACKAGE for one in EXTRAS[extra]]

    assert _imported() - _named(PROJECT["dependencies"] + optional) == set()


def test_every_import_of_the_tests_is_declared() -> None:
    assert _imported("tests") - _named(PROJECT["dependencies"] + EXTRAS["dev"]) == set()


def test_every_dependency_is_imported() -> None:
    assert _named(PROJECT["dependencies"]) - _imported() == set()


@pytest.mark.parametrize("extra", sorted(EXTRAS.keys() - NOT_OF_THE_PACKAGE))
def test_every_extra_is_imported(extra: str) -> None:
    assert _named(EXTRAS[extra]) <= _imported()
