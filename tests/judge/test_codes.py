"""The catalogue of codes: complete, well formed, and the one origin of docs/verdicts.md."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotecheck
from quotecheck.judge.codes import CODES, FAMILIES, catalogue, describe, finding, source_finding
from quotecheck.judge.rulebook import RULES
from quotecheck.model import Severity, Style
from tests.judge.examples import judged_example

BY_THE_JUDGE = [(code, example) for code, entry in CODES.items() if not entry.emitters for example in entry.found]
INNOCENT = [(code, example) for code, entry in CODES.items() if not entry.emitters for example in entry.passed]
PACKAGE = Path(quotecheck.__file__).parent
CODE = re.compile(r"Q\d{3}")
ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "verdicts.md"


def constant(code: str) -> str:
    """Return the name under which the package writes a code."""
    return CODES[code].name.upper().replace("-", "_")


def literals(path: Path) -> Iterator[tuple[str, str, Path]]:
    """Yield each code that a module writes out, with the name of the module that it is given, if any."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {
        id(node.value): node.targets[0].id
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield node.value, named.get(id(node), ""), path


def test_numbers_of_a_family_have_no_gap() -> None:
    for family in FAMILIES:
        numbers = [int(code[2:]) for code in CODES if code.startswith(family)]
        assert numbers == list(range(1, len(numbers) + 1)), family


def test_no_code_has_two_records() -> None:
    heads = re.findall(
        r"^\[(Q\d+)\]$", "\n".join(p.read_text("utf-8") for p in PACKAGE.glob("judge/*/*.toml")), re.MULTILINE
    )

    assert sorted(heads) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_record_says_what_why_examples_and_remedy(code: str) -> None:
    entry = CODES[code]

    assert all((entry.what, entry.why, entry.found, entry.remedy))
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.name)
    assert set(entry.severity) == set(Style)
    assert entry.family in FAMILIES


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_rule_or_an_emitter_that_names_it(code: str) -> None:
    emitters = CODES[code].emitters

    assert bool(emitters) != any(code in rule.codes for rule in RULES)
    for name in emitters:
        assert re.search(rf"\b{constant(code)}\b", (PACKAGE / name).read_text(encoding="utf-8")), name


def test_every_code_is_written_once_under_the_name_of_its_record() -> None:
    written = [place for path in sorted(PACKAGE.rglob("*.py")) for place in literals(path)]

    assert sorted(code for code, *_ in written) == sorted(CODES)
    for code, name, path in written:
        entry = CODES[code]
        homes = {*entry.emitters, "errors.py"} if entry.emitters else {entry.record.replace(".toml", ".py")}
        assert (name, path.relative_to(PACKAGE).as_posix() in homes) == (constant(code), True), (code, path)


RAISED_BY_SEVERAL = 13
"""How many codes functions of more than one module name; the number only goes down."""


def test_few_codes_are_named_by_functions_of_several_modules() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
    homes = {name: path for path in trees for _, name, _ in literals(path)}
    naming = {
        name: [path for path, tree in trees.items() if is_known(name, homes[name], path, tree) and is_used(name, tree)]
        for name in map(constant, CODES)
    }

    shared = {name: paths for name, paths in naming.items() if len(paths) > 1}
    assert len(shared) <= RAISED_BY_SEVERAL, shared


def is_known(name: str, home: Path, path: Path, tree: ast.Module) -> bool:
    """Say whether a module writes the code of this name, or has it from the one that does."""
    module = f"quotecheck.{home.relative_to(PACKAGE).with_suffix('').as_posix().replace('/', '.')}"
    imports = (node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == module)
    return path == home or any(alias.name == name for node in imports for alias in node.names)


def is_used(name: str, tree: ast.Module) -> bool:
    """Say whether a function of a module uses a name."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return any(isinstance(node, ast.Name) and node.id == name for function in functions for node in ast.walk(function))


@pytest.mark.parametrize(("code", "example"), BY_THE_JUDGE)
def test_example_has_the_finding_it_stands_for(code: str, example: str) -> None:
    assert code in {item.code for item in judged_example(code, example).findings}


@pytest.mark.parametrize("code", [code for code, entry in CODES.items() if not entry.emitters])
def test_every_code_of_the_judge_has_innocent_look_alikes(code: str) -> None:
    assert CODES[code].passed


@pytest.mark.parametrize(("code", "example"), INNOCENT)
def test_innocent_example_has_not_the_finding(code: str, example: str) -> None:
    assert code not in {item.code for item in judged_example(code, example).findings}


def test_names_are_unique() -> None:
    assert len({entry.name for entry in CODES.values()}) == len(CODES)


def test_material_codes_are_errors_in_every_style_but_for_tense() -> None:
    for code in (f"Q4{n:02}" for n in range(1, 10)):
        assert set(CODES[code].severity.values()) == {Severity.ERROR}, code


def test_style_decides_the_severity() -> None:
    assert finding("Q106", "x", style=Style.CHICAGO).severity is Severity.INFO
    assert finding("Q106", "x", style=Style.BLUEBOOK).severity is Severity.ERROR


def test_source_finding_carries_the_detail() -> None:
    found = source_finding("Q812", "not in the mirror, offline", Style.CHICAGO)

    assert found.explain.endswith("(not in the mirror, offline)")


def test_unknown_code_raises() -> None:
    with pytest.raises(KeyError):
        describe("Q999")


def test_document_is_what_the_catalogue_renders() -> None:
    # after a change of a record: python tests/judge/write_verdicts.py
    assert DOCS.read_text(encoding="utf-8").endswith(catalogue())
