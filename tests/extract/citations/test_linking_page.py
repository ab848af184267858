"""Every example of docs/linking.md gives what the page says."""

import re
from pathlib import Path

import pytest

from quotecheck.extract import extract
from quotecheck.model import Citation, Extraction, Quotation
from quotecheck.readers import read_bytes

PAGE = Path(__file__).parents[3] / "docs" / "linking.md"
_BLOCK = re.compile(r"```(?P<what>citations|links|resolved)(?: (?P<kind>md))?\n(?P<body>.*?)```", re.DOTALL)
EXAMPLES = [match.groups() for match in _BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]


def shown_links(quotation: Quotation) -> str:
    return ", ".join(f"{one.role.value}: {flat(one.citation)}" for one in quotation.cited) or "-"


def flat(citation: Citation) -> str:
    return " ".join(citation.raw.split())


def found_in(what: str, extraction: Extraction, wanted: list[str]) -> list[str]:
    match what:
        case "citations":
            return [f"{one.form.value}: {flat(one)}" for one in extraction.citations] or ["-"]
        case "links":
            return [shown_links(one) for one in extraction.quotations if one.is_verifiable]
        case _:
            back = [one for one in extraction.citations if any(line.startswith(f"{flat(one)}: ") for line in wanted)]
            return [f"{flat(one)}: {' '.join(one.resolved.raw.split()) if one.resolved else '-'}" for one in back]


@pytest.mark.parametrize(
    ("what", "kind", "body"), EXAMPLES, ids=[f"{what}-{number}" for number, (what, _, _) in enumerate(EXAMPLES)]
)
def test_examples_of_the_page_are_true(what: str, kind: str | None, body: str) -> None:
    lines = body.strip("\n").split("\n")
    wanted = [line.removeprefix("→ ") for line in lines if line.startswith("→ ")]
    text = "\n".join(line for line in lines if not line.startswith("→ "))
    document = read_bytes(text.encode(), name=f"example.{kind or 'txt'}")

    extraction = extract(document)

    assert found_in(what, extraction, wanted) == wanted


def test_the_page_has_its_examples() -> None:
    assert {what for what, _, _ in EXAMPLES} == {"citations", "links", "resolved"}
