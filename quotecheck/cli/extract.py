"""`quotecheck extract`: the quotations of documents, or their citations, as records."""

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from quotecheck.cli.options import ExitCode, OutputFile
from quotecheck.cli.output import complain, emit, json_of
from quotecheck.errors import BadInput
from quotecheck.files import write_atomically
from quotecheck.model import Extraction
from quotecheck.report import csv_format
from quotecheck.report.csl import csl_record
from quotecheck.report.explanation import explained_record, explanation_lines
from quotecheck.report.records import citation_record, extract_record
from quotecheck.report.terminal import citation_rows, quotation_rows
from quotecheck.settings import MAX_BYTES
from quotecheck.verify.documents import Documents

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class What(StrEnum):
    """What to list."""

    QUOTATIONS = "quotations"
    CITATIONS = "citations"


class ExtractFormat(StrEnum):
    """How to list it."""

    JSONL = "jsonl"
    JSON = "json"
    TABLE = "table"
    CSV = "csv"
    CSL_JSON = "csl-json"


@app.command()
def command(
    *,
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, globs, or - for stdin.")],
    what: Annotated[What, typer.Option("--what", help="List quotations or citations.")] = What.QUOTATIONS,
    format_: Annotated[ExtractFormat, typer.Option("--format", help="Shape of the output.")] = ExtractFormat.TABLE,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the marks, rules and margins of each reading.")
    ] = False,
    output: OutputFile = None,
    text_out: Annotated[
        Path | None,
        typer.Option("--text-out", metavar="FILE", help="Write the text the offsets point into (one input)."),
    ] = None,
) -> None:
    """List the quotations of documents. Gives kind, speaker and claimed source of each."""
    inputs = Documents(paths, max_bytes=MAX_BYTES, told=complain)
    if what is What.CITATIONS and (explain or format_ is ExtractFormat.CSV):
        raise BadInput("--what citations", "goes with neither --explain nor --format csv")
    extractions = _kept_text(inputs.extractions(), text_out)
    emit(_printed(extractions, what, format_, has_reasons=explain), output)
    if inputs.problems:
        raise typer.Exit(ExitCode.INTERNAL if inputs.faults else ExitCode.USAGE)


def _kept_text(extractions: Iterator[Extraction], text_out: Path | None) -> Iterator[Extraction]:
    for number, extraction in enumerate(extractions):
        if text_out is not None:
            if number:
                raise BadInput("--text-out", "takes one document, and more were given")
            write_atomically(text_out, [extraction.document.text])
        yield extraction


def _records(extraction: Extraction, what: What, *, has_reasons: bool) -> list[dict[str, Any]]:
    if what is What.CITATIONS:
        return [citation_record(extraction.document, citation) for citation in extraction.citations]
    record = explained_record if has_reasons else extract_record
    return [record(extraction, quotation) for quotation in extraction.quotations]


def _printed(
    extractions: Iterator[Extraction], what: What, format_: ExtractFormat, *, has_reasons: bool
) -> Iterator[str]:
    match format_:
        case ExtractFormat.JSONL | ExtractFormat.JSON:
            records = (one for found in extractions for one in _records(found, what, has_reasons=has_reasons))
            yield from json_of(records, format_, what.value)
        case ExtractFormat.CSV:
            yield from csv_format.rows(extractions)
        case ExtractFormat.CSL_JSON:
            items = [
                {"id": citation.id, **csl_record(citation.csl)} for one in extractions for citation in one.citations
            ]
            yield json.dumps(items, ensure_ascii=False, indent=1) + "\n"
        case ExtractFormat.TABLE:
            for extraction in extractions:
                yield from _table(extraction, what, has_reasons=has_reasons)


def _table(extraction: Extraction, what: What, *, has_reasons: bool) -> Iterator[str]:
    if what is What.CITATIONS:
        yield from (row + "\n" for row in citation_rows(extraction))
        return
    for quotation, row in zip(extraction.quotations, quotation_rows(extraction), strict=True):
        yield row + "\n"
        if has_reasons:
            yield from (line + "\n" for line in explanation_lines(extraction, quotation))
