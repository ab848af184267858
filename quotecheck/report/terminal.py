"""What the commands print for a person: plain lines, no control character, colour only where a `Paint` is given.

Nothing here knows how wide the terminal is, so that the same input always prints the same bytes.
"""

from collections.abc import Iterator, Sequence

from quotecheck.model import Extraction, Quotation, Report, Result
from quotecheck.report.colours import Paint, uncoloured
from quotecheck.report.gravity import Gathered, complaints, counted, groups, numbered
from quotecheck.report.records import counts
from quotecheck.report.visible import visible
from quotecheck.report.wording import (
    LOOKS,
    coverage_words,
    fidelity_words,
    finding_sign,
    headline_clause,
    nearest_words,
    place_words,
    sorted_findings,
    source_name,
    source_words,
    speaker_words,
)
from quotecheck.text.offsets import location

MAX_COMPLAINTS = 10
"""Complaints a summary names one by one; the report has them all."""
_QUOTE_CHARS = 60
_PASSAGE_CHARS = 300
_COVERAGE_CHARS = 500


def clip(text: str, width: int) -> str:
    """Return `text` on one line of at most `width` characters, cut with an ellipsis.

    >>> clip("one  two three", 8)
    'one two…'
    """
    line = " ".join(visible(text).split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def summary_lines(report: Report, paint: Paint = uncoloured) -> list[str]:
    """Return the counts of a report, and its first complaints one by one."""
    documents, total = len(report.documents), len(report.results)
    lines = [f"{total} quotation{_plural(total)} in {documents} document{_plural(documents)}"]
    width = len(str(total))
    for verdict, count in counts(report).items():
        if count:
            named = paint(f"{LOOKS[verdict].sign} {count:>{width}} {verdict.value:<13}", verdict)
            lines.append(f"  {named} {LOOKS[verdict].meaning}")
    if report.results:
        lines.append(clip(coverage_words(report), _COVERAGE_CHARS))
    found = groups(numbered(report))
    told = [one.result for one in complaints(found)]
    if told:
        lines.append("")
    for result in told[:MAX_COMPLAINTS]:
        lines.extend(_complaint(result, paint))
    if len(told) > MAX_COMPLAINTS:
        lines.append(f"and {len(told) - MAX_COMPLAINTS} more in the report")
    lines.extend(_reasons(found))
    return lines


def _complaint(result: Result, paint: Paint) -> Iterator[str]:
    yield f"{_where(result)}{paint(result.verdict.value, result.verdict)}: “{clip(result.quote, _QUOTE_CHARS)}”"
    yield f"    {clip(headline_clause(result), _PASSAGE_CHARS)}"
    for passage in result.passages[:1]:
        yield f"    source: “{clip(passage.text, _PASSAGE_CHARS)}”"


def _reasons(found: Sequence[Gathered]) -> Iterator[str]:
    """Yield each reason for which quotations could not be checked once, and what to do about it."""
    grouped = [group for group in found if group.reason]
    if grouped:
        yield ""
    for group in grouped:
        yield f"{counted(len(group.members), 'quotation')}: {clip(group.reason, _PASSAGE_CHARS)}"
        yield f"    {group.action}"


def result_lines(result: Result, paint: Paint = uncoloured) -> list[str]:
    """Return one result: verdict and reason, both wordings, every finding, and how the source was read."""
    material = " (changes the meaning)" if result.judgement.is_material else ""
    clause = clip(headline_clause(result), _PASSAGE_CHARS)
    lines = [f"{paint(f'{LOOKS[result.verdict].sign} {result.verdict.value}{material}', result.verdict)}: {clause}"]
    lines.append(f"  quotation  {clip(result.quote, _PASSAGE_CHARS)}")
    for passage in result.passages:
        lines.append(f"  passage    {clip(passage.text, _PASSAGE_CHARS)}")
        lines.append(f"             {clip(place_words(passage.location), _PASSAGE_CHARS)}")
    for passage in result.nearest:
        lines.append(f"  nearest    {clip(passage.text, _PASSAGE_CHARS)}")
        lines.append(f"             {clip(nearest_words(passage), _PASSAGE_CHARS)}")
    differences = (f"{finding_sign(finding)} {finding.explain}" for finding in result.nearest_differences)
    lines.extend(f"             {clip(words, _PASSAGE_CHARS)}" for words in differences)
    for finding in sorted_findings(result):
        words = f"{finding_sign(finding)} {finding.severity.value} {finding.code} {finding.name}: {finding.explain}"
        lines.append(f"  {clip(words, _PASSAGE_CHARS)}")
    lines.append(f"  wording    {fidelity_words(result.judgement.fidelity)}")
    name = source_name(result.source)
    lines.append(f"  source     {clip(source_words(result.source) + (f': {name}' if name else ''), _PASSAGE_CHARS)}")
    return lines


def quotation_rows(extraction: Extraction) -> list[str]:
    """Return one line a quotation: where, what kind, its words, the speaker, the claimed source."""
    return [_quotation_row(extraction, quotation) for quotation in extraction.quotations]


def _quotation_row(extraction: Extraction, quotation: Quotation) -> str:
    document = extraction.document
    place = location(document, quotation.span)
    where = f"{clip(document.name, 40)}:{place.line}:{place.column}"
    row = f"{where}  {quotation.kind.value:<7} “{clip(quotation.text, _QUOTE_CHARS)}”"
    if quotation.speaker:
        row += f"  by {clip(speaker_words(quotation), 40)}"
    if quotation.cited:
        cited = quotation.cited[0]
        source = cited.citation.resolved.raw if cited.citation.resolved else cited.citation.raw
        row += f"  [{cited.role.value}] {clip(source, 80)}"
    return row


def citation_rows(extraction: Extraction) -> list[str]:
    """Return one line a citation: where, how it is written, its words, what it points back to."""
    rows = []
    for citation in extraction.citations:
        place = location(extraction.document, citation.span)
        where = f"{clip(extraction.document.name, 40)}:{place.line}:{place.column}"
        row = f"{where}  {citation.form.value:<16} {clip(citation.raw, 100)}"
        rows.append(row + (f"  = {clip(citation.resolved.raw, 100)}" if citation.resolved else ""))
    return rows


def _where(result: Result) -> str:
    if result.document is None or result.location is None:
        return ""
    return f"{clip(result.document, 60)}:{result.location.line}:{result.location.column} "


def _plural(count: int) -> str:
    return "" if count == 1 else "s"
