"""Quotations as CSV (RFC 4180) for a spreadsheet: one row a quotation, every cell quoted, no cell a formula."""

import csv
import io
from collections.abc import Iterable, Iterator

from quotecheck.model import Extraction, Quotation
from quotecheck.report.records import extract_record
from quotecheck.text.printable import printable

COLUMNS = (
    "id",
    "document",
    "line",
    "column",
    "start",
    "end",
    "kind",
    "verifiable",
    "speaker",
    "text",
    "citation",
    "url",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def rows(extractions: Iterable[Extraction]) -> Iterator[str]:
    """Yield the header and one line a quotation, each with its line end."""
    yield _line(COLUMNS)
    for extraction in extractions:
        for quotation in extraction.quotations:
            yield _line(_cells(extraction, quotation))


def _cells(extraction: Extraction, quotation: Quotation) -> tuple[str, ...]:
    record = extract_record(extraction, quotation)
    cited = record["citations"]
    record["citation"] = cited[0]["raw"] if cited else ""
    record["url"] = next((citation["url"] for citation in cited if citation["url"]), "")
    return tuple(_cell(record[column]) for column in COLUMNS)


def _cell(value: object) -> str:
    """Return a cell that no spreadsheet runs: a leading apostrophe keeps what looks like a formula a text."""
    text = "" if value is None else printable(str(value).replace("\r\n", "\n"))
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and isinstance(value, str) else text


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerow(cells)
    return buffer.getvalue()
