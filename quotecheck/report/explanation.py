"""Why a quotation was read as it was: its marks, the rules that fired, and how sure the reading is."""

from typing import Any, Final

from quotecheck.model import Document, Extraction, Quotation, Span
from quotecheck.report.records import extract_record
from quotecheck.report.visible import visible
from quotecheck.text.offsets import file_span

_CLEAR: Final = 6.0
"""The largest margin the extractor states."""


def explained_record(extraction: Extraction, quotation: Quotation) -> dict[str, Any]:
    """Return the extract record with an `explain` field: marks with their place in the file, margin and rules."""
    document = extraction.document
    return {
        **extract_record(extraction, quotation),
        "explain": {
            "open_mark": _mark(document, quotation.open_mark),
            "close_mark": _mark(document, quotation.close_mark),
            "continuation_marks": [_mark(document, mark) for mark in quotation.continuation_marks],
            "margin": None if quotation.margin is None else round(quotation.margin, 2),
            "kind": quotation.kind_why,
            "speaker": quotation.speaker_why,
            "links": [f"{cited.role.value}: {cited.why}" for cited in quotation.cited],
            "doubts": list(quotation.notes),
        },
    }


def explanation_lines(extraction: Extraction, quotation: Quotation) -> list[str]:
    """Return the same for a person, one indented line a fact."""
    text = extraction.document.text
    repeated = " ".join(mark.of(text) for mark in quotation.continuation_marks)
    shown = {
        "opens": quotation.open_mark.of(text) if quotation.open_mark else "without a mark",
        "closes": quotation.close_mark.of(text) if quotation.close_mark else "without a mark",
        "repeats": f"{repeated} at the start of later paragraphs" if repeated else None,
        "margin": None if quotation.margin is None else _margin(quotation.margin),
        "kind": f"{quotation.kind.value}: {quotation.kind_why}" if quotation.kind_why else None,
        "speaker": quotation.speaker_why,
    }
    lines = [f"    {name:<8} {value}" for name, value in shown.items() if value]
    lines += [f"    link     {cited.role.value}: {cited.why}" for cited in quotation.cited]
    lines += [f"    doubt    {note}" for note in quotation.notes]
    return [visible(line) for line in lines]


def _margin(margin: float) -> str:
    return f"{margin:.2f}" + (" (clear)" if margin >= _CLEAR else "")


def _mark(document: Document, span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    there = file_span(document, span)
    return {"start": there.start, "end": there.end, "text": span.of(document.text)}
