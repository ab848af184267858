"""`quotecheck extract`: the quotations of documents, or their citations, as records."""

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from quotecheck.cli.inputs import Inputs
from quotecheck.cli.options import ExitCode, OutputFile
from quotecheck.cli.output import emit, write_atomically
from quotecheck.errors import BadInput
from quotecheck.model import Extraction
from quotecheck.report.records import citation_record, extract_record
from quotecheck.report.terminal import citation_rows, quotation_rows
from quotecheck.settings import MAX_BYTES


class What(StrEnum):
    """What to list."""

    QUOTATIONS = "quotations"
    CITATIONS = "citations"


class ExtractFormat(StrEnum):
    """How to list it."""

    JSONL = "jsonl"
    JSON = "json"
    TABLE = "table"


def command(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, globs, or - for stdin.")],
    what: Annotated[What, typer.Option("--what", help="List quotations or citations.")] = What.QUOTATIONS,
    format_: Annotated[ExtractFormat, typer.Option("--format", help="Shape of the output.")] = ExtractFormat.TABLE,
    output: OutputFile = None,
    text_out: Annotated[
        Path | None,
        typer.Option("--text-out", metavar="FILE", help="Write the text the offsets point into (one input)."),
    ] = None,
) -> None:
    """List every quotation of the documents with its kind, speaker and claimed source."""
    inputs = Inputs(paths, max_bytes=MAX_BYTES)
    emit(_printed(_kept_text(inputs.extractions(), text_out), what, format_), output)
    if inputs.problems:
        raise typer.Exit(ExitCode.USAGE)


def _kept_text(extractions: Iterator[Extraction], text_out: Path | None) -> Iterator[Extraction]:
    for number, extraction in enumerate(extractions):
        if text_out is not None:
            if number:
                raise BadInput("--text-out", "takes one document, and more were given")
            write_atomically(text_out, [extraction.document.text])
        yield extraction


def _records(extraction: Extraction, what: What) -> list[dict[str, Any]]:
    if what is What.CITATIONS:
        return [citation_record(extraction.document, citation) for citation in extraction.citations]
    return [extract_record(extraction, quotation) for quotation in extraction.quotations]


def _printed(extractions: Iterator[Extraction], what: What, format_: ExtractFormat) -> Iterator[str]:
    match format_:
        case ExtractFormat.JSONL:
            for extraction in extractions:
                for record in _records(extraction, what):
                    yield json.dumps(record, ensure_ascii=False) + "\n"
        case ExtractFormat.JSON:
            everything = [record for extraction in extractions for record in _records(extraction, what)]
            yield json.dumps({"format": 1, what.value: everything}, ensure_ascii=False, indent=1) + "\n"
        case ExtractFormat.TABLE:
            rows = citation_rows if what is What.CITATIONS else quotation_rows
            for extraction in extractions:
                yield from (row + "\n" for row in rows(extraction))
