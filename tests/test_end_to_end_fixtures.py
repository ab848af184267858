"""The installed command on the fixtures: every verdict, every case of expected.jsonl, and the committed report.

`reports/example` is what `make report` gives. After a change that is meant to alter it, accept the new one with

    QUOTECHECK_ACCEPT=1 .venv/bin/pytest tests/test_end_to_end_fixtures.py

and read the difference before committing it.
"""

import json
import os
import subprocess
import sys
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "reports" / "example"
COMMAND = Path(sys.executable).with_name("quotecheck")
EXPECTED = [json.loads(line) for line in (ROOT / "fixtures/expected.jsonl").read_text(encoding="utf-8").splitlines()]
FILES = ("report.json", "report.md", "report.html")
EXIT_FINDINGS = 1


@pytest.fixture(scope="module", name="folder")
def made_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run `quotecheck report` as `make report` does, and take the time of the run out of its files."""
    folder = tmp_path_factory.mktemp("report")
    sources = ["--mirror", "fixtures/web", "--library", "fixtures/library", "--offline"]
    run = subprocess.run(
        [COMMAND, "report", "fixtures/corpus", *sources, "-o", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == EXIT_FINDINGS, run.stderr
    assert f"report: {folder / 'report.html'}" in run.stdout
    at = json.loads((folder / "report.json").read_text(encoding="utf-8"))["run"]["generated_at"]
    for name in FILES:
        text = (folder / name).read_text(encoding="utf-8")
        text = text.replace(at, "2026-01-31T12:00:00Z").replace(at[:16].replace("T", " "), "2026-01-31 12:00")
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", name="results")
def read_results(folder: Path) -> list[dict[str, Any]]:
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return list(report["results"])


def _of(case: dict[str, Any], results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        result
        for result in results
        if Path(result["quotation"]["document"]).name == case["document"] and result["quote"].startswith(case["quote"])
    ]


@pytest.mark.parametrize("case", EXPECTED, ids=lambda case: case["quote"])
def test_case_has_its_verdict_and_codes(case: dict[str, Any], results: list[dict[str, Any]]) -> None:
    (result,) = _of(case, results)

    codes = {finding["code"] for finding in result["findings"]}
    assert result["verdict"] == case["verdict"], result["findings"]
    assert codes >= set(case["codes"])


def test_every_result_is_expected(results: list[dict[str, Any]]) -> None:
    known = [result["id"] for case in EXPECTED for result in _of(case, results)]

    assert [result["quote"] for result in results if result["id"] not in known] == []


def test_every_verdict_but_error_is_shown(results: list[dict[str, Any]]) -> None:
    assert {result["verdict"] for result in results} == {
        "verified",
        "edited",
        "review",
        "altered",
        "misattributed",
        "not-found",
        "unchecked",
    }


def test_offsets_cut_the_quotation_out_of_the_file(results: list[dict[str, Any]]) -> None:
    for result in results:
        quotation = result["quotation"]
        if quotation["document"].endswith(".html"):
            continue  # entities and tags stand between the words there
        text = (ROOT / quotation["document"]).read_bytes().decode("utf-8")
        assert text[quotation["start"] : quotation["end"]] == quotation["text"]


def test_readme_of_the_fixtures_has_every_case_in_order() -> None:
    lines = (ROOT / "fixtures/README.md").read_text(encoding="utf-8").splitlines()
    rows = [
        f"| {case['document']} | {case['quote'].replace('[', chr(92) + '[')} | {case['verdict']} "
        f"| {' '.join(case['codes'])} | {case['shows']} |"
        for case in EXPECTED
    ]

    assert [line for line in lines if line.startswith(("| harbour-", "| lamp-", "| breakwater"))] == rows


@pytest.mark.parametrize("name", FILES)
def test_committed_example_is_what_the_command_gives(name: str, folder: Path) -> None:
    made = (folder / name).read_text(encoding="utf-8")
    if os.environ.get("QUOTECHECK_ACCEPT"):
        EXAMPLE.mkdir(parents=True, exist_ok=True)
        (EXAMPLE / name).write_text(made, encoding="utf-8")

    kept = (EXAMPLE / name).read_text(encoding="utf-8")

    difference = list(unified_diff(kept.splitlines(), made.splitlines(), "committed", "made", lineterm="", n=1))
    assert not difference, "\n".join(difference[:60])
