"""Jupyter notebooks: the prose cells as Markdown, the code cells as code, outputs left out."""

import json
from dataclasses import replace
from typing import Any

from quotecheck.errors import UnreadableDocument
from quotecheck.model import Document, Mark, MarkKind, Metadata, Span
from quotecheck.readers.decode import decode, without_surrogates
from quotecheck.readers.markdown import markdown_document
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import sorted_marks


def read_notebook(raw: Raw) -> Document:
    """Read a notebook; offsets are into the returned text, in which empty lines part the cells."""
    try:
        notebook: Any = json.loads(decode(raw.content, charset=raw.charset).text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(raw.name, "broken JSON, not a notebook") from error
    parts: list[str] = []
    marks: list[Mark] = []
    length, metadata = 0, Metadata()
    for kind, source in _cells(notebook, raw.name):
        cell = markdown_document(source, name=raw.name) if kind == "markdown" else _verbatim(kind, source, raw.name)
        gap = "\n\n" if parts else ""
        length += len(gap)
        marks += (replace(mark, span=Span(mark.span.start + length, mark.span.end + length)) for mark in cell.marks)
        metadata = metadata if metadata.title else cell.metadata
        parts += (gap, source)
        length += len(source)
    return Document(
        name=raw.name,
        text="".join(parts),
        media_type="application/x-ipynb+json",
        marks=sorted_marks(marks),
        metadata=metadata,
    )


def _cells(notebook: Any, name: str) -> list[tuple[str, str]]:
    """Return kind and text of each cell that has text; old notebooks keep their cells in worksheets."""
    if not isinstance(notebook, dict):
        raise UnreadableDocument(name, "JSON, but not a notebook")
    sheets = notebook.get("worksheets") if isinstance(notebook.get("worksheets"), list) else [notebook]
    found: list[tuple[str, str]] = []
    for sheet in sheets or []:
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        found += (
            (str(cell.get("cell_type")), source.strip("\n"))
            for cell in (cells if isinstance(cells, list) else [])
            if isinstance(cell, dict) and (source := _source(cell)).strip()
        )
    if not found:
        raise UnreadableDocument(name, "JSON without a notebook's cells")
    return found


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    lines = source if isinstance(source, list) else [source]
    return without_surrogates("".join(line for line in lines if isinstance(line, str)))


def _verbatim(kind: str, source: str, name: str) -> Document:
    what = MarkKind.CODE if kind == "code" else MarkKind.PARAGRAPH
    return Document(name=name, text=source, marks=(Mark(kind=what, span=Span(0, len(source))),))
