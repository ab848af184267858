"""Quotations as CSV."""

import csv
import io

import pytest

from quotecheck.model import Document, Extraction, Quotation, QuotationKind, Span
from quotecheck.report.csv_format import COLUMNS, rows


def table(text: str) -> list[list[str]]:
    quotation = Quotation(id="q", span=Span(0, len(text)), text=text, kind=QuotationKind.BLOCK)
    extraction = Extraction(document=Document(name="a", text=text), quotations=(quotation,), citations=(), articles=())
    return list(csv.reader(io.StringIO("".join(rows([extraction])))))


def test_one_row_for_each_quotation_below_the_header() -> None:
    header, row = table("the tide, they say, is “late”\nagain")

    assert tuple(header) == COLUMNS
    assert dict(zip(header, row, strict=True))["text"] == "the tide, they say, is “late”\nagain"


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1"])
def test_no_cell_begins_like_a_formula(text: str) -> None:
    _, row = table(text)

    assert row[COLUMNS.index("text")] == "'" + text


def test_control_characters_are_written_as_escapes() -> None:
    _, row = table("a\x00b\x1b[2J")

    assert row[COLUMNS.index("text")] == "a\\x00b\\x1b[2J"
