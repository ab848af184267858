"""The catalogue of codes: complete, well formed, and the one origin of docs/verdicts.md."""

import re
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
ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "verdicts.md"


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
        assert f'"{code}"' in (PACKAGE / name).read_text(encoding="utf-8"), name


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
