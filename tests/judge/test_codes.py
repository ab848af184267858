"""The catalogue of codes: complete, well formed, and the one origin of docs/verdicts.md."""

import re
from pathlib import Path

import pytest

from quotecheck.judge.codes import CODES, FAMILIES, catalogue, describe, finding, source_finding
from quotecheck.judge.judge import judge
from quotecheck.locate.locate import find
from quotecheck.model import Document, Match, Passage, Severity, Span, Style

BY_THE_JUDGE = [
    code
    for code in CODES
    if code[:2] in {"Q1", "Q2", "Q3", "Q4", "Q5"} or code in {"Q705", "Q901", "Q902", "Q903", "Q904"}
]
ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "verdicts.md"


def test_every_code_of_the_families_has_an_entry() -> None:
    wanted = (
        {f"Q1{n:02}" for n in range(1, 16)} | {f"Q2{n:02}" for n in range(1, 8)} | {f"Q3{n:02}" for n in range(1, 8)}
    )
    wanted |= {f"Q4{n:02}" for n in range(1, 11)} | {f"Q5{n:02}" for n in range(1, 10)} | {"Q601", "Q602"}
    wanted |= (
        {f"Q7{n:02}" for n in range(1, 6)} | {f"Q8{n:02}" for n in range(1, 17)} | {f"Q9{n:02}" for n in range(1, 6)}
    )

    assert set(CODES) == wanted


@pytest.mark.parametrize("code", CODES)
def test_entry_says_what_why_example_and_remedy(code: str) -> None:
    entry = CODES[code]

    assert all((entry.what, entry.why, entry.example, entry.remedy))
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.name)
    assert set(entry.severity) == set(Style)
    assert entry.family in FAMILIES


@pytest.mark.parametrize("code", BY_THE_JUDGE)
def test_example_has_the_finding_it_stands_for(code: str) -> None:
    quote, _, text = CODES[code].example.partition(" -> ")
    source = re.sub(r"\((\d+) words\)", lambda found: "Other things went on in the town. " * (int(found[1]) // 7), text)

    whole = Match(passages=(Passage(quote=Span(0, len(quote)), source=Span(0, len(source))),), score=0.5)
    match = find(quote, source) or (whole if code == "Q307" else None)  # a paraphrase is hardly found by its words
    found = judge(quote, match, Document(name="source", text=source))

    assert code in {item.code for item in found.findings}


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
    # after a change of codes.toml: python tests/judge/write_verdicts.py
    assert DOCS.read_text(encoding="utf-8").endswith(catalogue())
