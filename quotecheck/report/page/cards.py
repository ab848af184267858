"""The card of one result: what is wrong, the passage, what to write instead, and the evidence."""

from dataclasses import dataclass, replace

from quotecheck.model import Finding, Result, Severity
from quotecheck.report.correction import corrected
from quotecheck.report.page.pieces import Piece, Shown, pieces_of, shown
from quotecheck.report.segments import quote_segments
from quotecheck.report.visible import visible
from quotecheck.report.wording import finding_sign, headline_clause, nearest_words, sorted_findings

_MARKED_FROM = Severity.NOTE
"""Findings below it (white space, the shape of a mark) are listed but not marked in the text: they hide the rest."""
_NAMED_UP_TO = 12
"""Marks of one result that are named in the text; with more of them the names would hide it, and signs must do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One result as the template wants it."""

    name: str
    """Unique in the page."""
    number: int
    result: Result
    why: str
    quote: tuple[Piece, ...]
    passages: tuple[Shown, ...]
    nearest: tuple[Shown, ...]
    """What comes closest where no place was accepted."""
    findings: tuple[tuple[str, Finding], ...]
    """Sign and finding."""
    corrected: str
    """What to write instead; empty where it is not known."""


def card_of(name: str, number: int, result: Result) -> Card:
    """Return the card of a result."""
    findings = marked_findings(result)
    names = len(findings) <= _NAMED_UP_TO
    return Card(
        name=name,
        number=number,
        result=result,
        why=headline_clause(result),
        quote=pieces_of(quote_segments(result.quote, findings), is_quote=True, names=names),
        passages=tuple(shown(passage, findings, result.source, names=names) for passage in result.passages),
        nearest=tuple(
            replace(
                shown(passage, list(result.nearest_differences), result.source, names=True),
                place=nearest_words(passage),
            )
            for passage in result.nearest
        ),
        findings=tuple((finding_sign(finding), finding) for finding in sorted_findings(result)),
        corrected=visible(corrected(result) or ""),
    )


def marked_findings(result: Result) -> list[Finding]:
    """Return the findings that are marked in a text."""
    return [finding for finding in result.judgement.findings if finding.severity.rank >= _MARKED_FROM.rank]
