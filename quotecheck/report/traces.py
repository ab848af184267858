"""What `quotecheck trace` prints: the record of one traced quotation, and its lines for a person."""

from typing import Any

from quotecheck.model import Candidate, Edition, Trace, TraceVerdict
from quotecheck.report.records import FORMAT, finding_record
from quotecheck.report.terminal import clip

_SIGNS = {
    TraceVerdict.FOUND: "✓",
    TraceVerdict.VARIANT: "≠",
    TraceVerdict.WEAK: "?",
    TraceVerdict.NOT_FOUND_IN_LIBRARY: "∅",
    TraceVerdict.ERROR: "!",
}
_CLIP = 300


def trace_record(trace: Trace) -> dict[str, Any]:
    """Return one traced quotation as it is printed."""
    library = trace.library
    return {
        "format": FORMAT,
        "id": trace.id,
        "quote": trace.quote,
        "verdict": trace.verdict.value,
        "library": {
            "name": library.name,
            "digest": library.digest,
            "texts": library.texts,
            "size": library.size,
        },
        "candidates": [_candidate(candidate) for candidate in trace.candidates],
        "notes": list(trace.notes),
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    metadata = candidate.metadata
    return {
        "rank": candidate.rank,
        "document": candidate.document,
        "title": metadata.title,
        "author": metadata.author,
        "issued": metadata.issued,
        "url": metadata.url,
        "start": candidate.span.start,
        "end": candidate.span.end,
        "text": candidate.text,
        "prefix": candidate.prefix,
        "suffix": candidate.suffix,
        "score": round(candidate.score, 4),
        "fidelity": candidate.judgement.fidelity.value,
        "material": candidate.judgement.is_material,
        "findings": [finding_record(finding) for finding in candidate.judgement.findings],
        "editions": [_edition(edition) for edition in candidate.editions],
    }


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "document": edition.document,
        "title": edition.metadata.title,
        "issued": edition.metadata.issued,
        "url": edition.metadata.url,
        "start": edition.span.start,
        "end": edition.span.end,
        "score": round(edition.score, 4),
    }


def trace_lines(trace: Trace) -> list[str]:
    """Return a traced quotation for a person: the answer, then every candidate with its differences."""
    library = trace.library
    where = f"{library.texts} texts of {clip(library.name, 60)} ({library.digest[:12]})"
    lines = [f"{_SIGNS[trace.verdict]} {trace.verdict.value}: looked up in {where}"]
    lines.append(f"  quotation  {clip(trace.quote, _CLIP)}")
    for candidate in trace.candidates:
        named = candidate.metadata.title or candidate.document
        span = f"{candidate.span.start}-{candidate.span.end}"
        lines.append(f"  {candidate.rank}. {clip(named, 80)}, {clip(candidate.document, 80)}, characters {span}")
        lines.append(f"     {candidate.judgement.fidelity.value}, score {candidate.score:.2f}")
        lines.append(f"     passage {clip(candidate.text, _CLIP)}")
        lines += [
            f"     {clip(f'{finding.severity.value} {finding.code} {finding.name}: {finding.explain}', _CLIP)}"
            for finding in candidate.judgement.findings
        ]
        lines += [f"     also in {clip(edition.document, 80)}" for edition in candidate.editions]
    return lines + [f"  note       {clip(note, _CLIP)}" for note in trace.notes]
