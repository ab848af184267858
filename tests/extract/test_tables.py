"""The tables of this folder: marks, kinds and speakers."""

import pytest

from quotecheck.extract import extract
from quotecheck.model import Document, Quotation
from tests.extract.tables import Case, read_table


def _quotations(case: Case) -> tuple[Quotation, ...]:
    return extract(Document(name=case.title, text=case.text)).quotations


def _title(case: Case) -> str:
    return case.title


@pytest.mark.parametrize("case", read_table("marks.txt"), ids=_title)
def test_marks_are_paired(case: Case) -> None:
    quotations = _quotations(case)
    depth: dict[str | None, int] = {None: -1}
    lines = []
    for quotation in quotations:
        depth[quotation.id] = depth[quotation.nested_in] + 1
        lines.append("  " * depth[quotation.id] + quotation.text.replace("\n", "¶"))

    assert lines == case.expected


@pytest.mark.parametrize("case", read_table("kinds.txt"), ids=_title)
def test_kinds_are_told(case: Case) -> None:
    found = [f"{quotation.kind} | {quotation.text}" for quotation in _quotations(case)]

    assert len(found) == len(case.expected), found
    for line, expected in zip(found, case.expected, strict=True):
        assert line.startswith(expected)


@pytest.mark.parametrize("case", read_table("speakers.txt"), ids=_title)
def test_speakers_are_named_with_a_reason(case: Case) -> None:
    wording = [quotation for quotation in _quotations(case) if quotation.is_verifiable]

    assert [quotation.speaker or "-" for quotation in wording] == case.expected
    assert all(quotation.speaker is None or quotation.speaker_why for quotation in wording)
