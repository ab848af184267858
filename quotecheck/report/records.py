"""The machine-readable shapes: what JSON and JSON Lines print.

They are shapes of their own, not dumps of the types of `model`: a field renamed there must not rename one here.
Unknown fields may be added to a record; renaming or removing one needs a new `FORMAT`.
"""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from quotecheck.model import (
    GENERATOR,
    Antecedent,
    BindingStep,
    Citation,
    Cited,
    Document,
    Extraction,
    Finding,
    Location,
    Locator,
    MissingWork,
    Quotation,
    Report,
    Result,
    ShownPassage,
    SourceFacts,
    Span,
    Verdict,
)
from quotecheck.report.csl import csl_record
from quotecheck.text.offsets import location, to_file

FORMAT = 1
"""Version of every record below."""

Record = dict[str, Any]
Origin = tuple[tuple[int, int], ...] | None


def extract_record(extraction: Extraction, quotation: Quotation) -> Record:
    """Return one quotation; `start` and `end` are offsets into the decoded file."""
    document = extraction.document
    place = location(document, quotation.span)
    return _quotation(quotation, document=document.name, origin=document.origin, place=place)


def citation_record(document: Document, citation: Citation) -> Record:
    """Return one citation string by itself."""
    place = location(document, citation.span)
    return {
        "format": FORMAT,
        "id": citation.id,
        "document": document.name,
        **_span(citation.span, document.origin),
        "raw": citation.raw,
        "form": citation.form.value,
        **_citation_fields(citation, document.origin),
        "line": place.line,
        "column": place.column,
    }


def result_record(result: Result) -> Record:
    """Return one checked quotation; one that came from a document has its extract record as `quotation`."""
    record: Record = {
        "format": FORMAT,
        "id": result.id,
        "quote": result.quote,
        "verdict": result.verdict.value,
        "material": result.judgement.is_material,
        "fidelity": result.judgement.fidelity.value,
        "score": round(result.judgement.score, 4),
        "source": _source(result.source),
        "basis": result.basis.value if result.basis else None,
        "probability": _rounded(result.probability),
        "passages": [_passage(passage) for passage in result.passages],
        "cut": {"left": result.cut.left, "right": result.cut.right} if result.cut else None,
        "findings": [finding_record(finding) for finding in result.judgement.findings],
    }
    record |= _nearest(result)
    if result.bound:
        record["bound"] = [step_record(step) for step in result.bound]
    if result.tried:
        record["tried"] = [_source(facts) for facts in result.tried]
    if result.quotation is not None:
        record["quotation"] = _quotation(
            result.quotation, document=result.document, origin=result.origin, place=result.location
        )
    return record


def _nearest(result: Result) -> Record:
    if not result.nearest:
        return {}
    places = [{**_passage(passage), "probability": _rounded(passage.probability)} for passage in result.nearest]
    differences = [finding_record(finding) for finding in result.nearest_differences]
    return {"nearest": places, "nearest_differences": differences}


def report_record(report: Report) -> Record:
    """Return a whole report; everything that changes from run to run stands under `run`."""
    at = report.generated_at
    return {
        "format": FORMAT,
        "run": {
            "generator": GENERATOR,
            "version": report.version,
            "style": report.style.value,
            "generated_at": _time(at),
        },
        "documents": list(report.documents),
        "problems": list(report.problems),
        "counts": {verdict.value: count for verdict, count in counts(report).items()},
        "missing": [missing_record(work) for work in report.missing],
        "results": [result_record(result) for result in report.results],
    }


def missing_record(work: MissingWork) -> Record:
    """Return a work that would have to be had, and where it is wanted."""
    where = [{"document": document, "line": line} for document, line in work.where]
    return {"work": csl_record(work.csl), "words": work.words, "quotations": len(where), "where": where}


def counts(report: Report) -> dict[Verdict, int]:
    """Return how often each of the eight verdicts was given, in the order of `Verdict`."""
    seen = Counter(result.verdict for result in report.results)
    return {verdict: seen[verdict] for verdict in Verdict}


def _quotation(quotation: Quotation, *, document: str | None, origin: Origin, place: Location | None) -> Record:
    return {
        "format": FORMAT,
        "id": quotation.id,
        "document": document,
        **_span(quotation.span, origin),
        "text": quotation.text,
        "kind": quotation.kind.value,
        "verifiable": quotation.is_verifiable,
        "nested_in": quotation.nested_in,
        "continues": quotation.continues,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "page": place.page if place else None,
        "speaker": quotation.speaker,
        "speaker_mention": quotation.speaker_mention,
        "speaker_confidence": quotation.speaker_confidence,
        "speaker_why": quotation.speaker_why,
        "notes": list(quotation.notes),
        "citations": [_cited(cited, origin) for cited in quotation.cited],
    }


def _cited(cited: Cited, origin: Origin) -> Record:
    citation = cited.citation
    return {
        "role": cited.role.value,
        "why": cited.why,
        "form": citation.form.value,
        **_span(citation.span, origin),
        "raw": citation.raw,
        **_citation_fields(citation, origin),
    }


def _citation_fields(citation: Citation, origin: Origin) -> Record:
    fields: Record = {
        "url": citation.url,
        "csl": csl_record(citation.csl),
        "locator": _locator(citation.locator),
        "resolved": _antecedent(citation.resolved, origin) if citation.resolved else None,
    }
    if citation.candidates:
        fields["candidates"] = [_antecedent(candidate, origin) for candidate in citation.candidates]
    return fields


def step_record(step: BindingStep) -> Record:
    """Return one step from a citation to its source."""
    return {"way": step.way.value, "what": step.what, "found": step.is_found, "why": step.why or None}


def _locator(locator: Locator | None) -> Record | None:
    return {"label": locator.label, "value": locator.value} if locator else None


def _antecedent(antecedent: Antecedent, origin: Origin) -> Record:
    return {**_span(antecedent.span, origin), "raw": antecedent.raw, "why": antecedent.why}


def _span(span: Span, origin: Origin) -> Record:
    there = to_file(origin, span)
    return {"start": there.start, "end": there.end}


def _source(facts: SourceFacts) -> Record:
    return {
        "state": facts.state.value,
        "reason": facts.reason,
        "target": str(facts.target) if facts.target else None,
        "route": facts.route.value if facts.route else None,
        "final_url": facts.final_url,
        "title": facts.title,
        "retrieved_at": _time(facts.retrieved_at),
        "memento_datetime": _time(facts.memento_datetime),
        "sha256": facts.sha256,
        "media_type": facts.media_type,
    }


def _passage(passage: ShownPassage) -> Record:
    place = passage.location
    return {
        "start": passage.span.start,
        "end": passage.span.end,
        "quote_start": passage.quote.start,
        "quote_end": passage.quote.end,
        "text": passage.text,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
        "location": {"line": place.line, "column": place.column, "page": place.page, "heading": place.heading},
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)


def finding_record(finding: Finding) -> Record:
    """Return one finding, with both spans and both wordings."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "quote_start": finding.quote.start if finding.quote else None,
        "quote_end": finding.quote.end if finding.quote else None,
        "quote_text": finding.quote_text,
        "source_start": finding.source.start if finding.source else None,
        "source_end": finding.source.end if finding.source else None,
        "source_text": finding.source_text,
        "explain": finding.explain,
    }


def _time(when: datetime | None) -> str | None:
    """Return a time as RFC 3339 in UTC, to the second; the types promise an aware one."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if when else None
