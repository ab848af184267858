"""The quotation as the source has it, where the words of the source are known."""

from quotecheck.language.sentences import PAUSES, STOPS
from quotecheck.model import Finding, Result, Severity, Verdict

_CORRECTABLE = frozenset({Verdict.ALTERED, Verdict.MISATTRIBUTED})


def corrected(result: Result) -> str | None:
    """Return the quotation with the source's words in place of those that differ without a mark, on one line.

    None where nothing differs, or where the places of the differences do not tell how to put it right.
    """
    if result.verdict not in _CORRECTABLE or not result.passages:
        return None
    changes = sorted(_changes(result), key=lambda change: change.quote.start if change.quote else 0)
    if not changes:
        return None
    parts: list[str] = []
    at = 0
    for change in changes:
        span = change.quote
        if span is None or span.start < at or result.quote[span.start : span.end].strip() != change.quote_text.strip():
            return None
        parts += [result.quote[at : span.start], f" {change.source_text} " if not len(span) else change.source_text]
        at = span.end
    words = " ".join("".join([*parts, result.quote[at:]]).split())
    return _closed_up(words)


def _changes(result: Result) -> list[Finding]:
    """Return the grave differences of wording that have a place in the quotation."""
    return [
        finding
        for finding in result.judgement.findings
        if finding.severity.rank >= Severity.WARNING.rank
        and finding.quote is not None
        and finding.quote_text != finding.source_text
    ]


def _closed_up(words: str) -> str:
    for mark in f"{PAUSES}{STOPS}":
        words = words.replace(f" {mark}", mark)
    return words
