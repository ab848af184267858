"""From findings to the fidelity of a quotation."""

from collections.abc import Sequence
from dataclasses import replace

from quotecheck.judge.codes import CODES
from quotecheck.judge.compare.comparison import Comparison
from quotecheck.model import Fidelity, Finding, Severity

_GRAVEST_FIRST = (Fidelity.SPLICED, Fidelity.PARAPHRASE, Fidelity.ALTERED, Fidelity.EDITED, Fidelity.TYPOGRAPHIC)


def licensed(comparison: Comparison, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return `findings` with those the author declared made harmless."""
    codes = frozenset[str]().union(*(declared.licenses for declared in comparison.marked.declared))
    return tuple(replace(item, severity=Severity.INFO) if _is_licensed(item, codes) else item for item in findings)


def _is_licensed(item: Finding, codes: frozenset[str]) -> bool:
    """Whether a declaration covers the finding; of missing words it covers only what looks like a citation."""
    if CODES[item.code].needs_figure and not any(letter.isdigit() for letter in item.source_text):
        return False
    return item.code in codes


def summed(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return `findings` in the order of the quotation, those of one harmless code as one with their number."""
    kept: dict[object, Finding] = {}
    counts: dict[object, int] = {}
    for item in dict.fromkeys(findings):
        code = CODES[item.code]
        # where the code itself asks for a look, one place more does not make it graver
        is_alike = code.is_summed and (item.severity.rank < Severity.WARNING.rank or code.verdict is not None)
        alike: object = (item.code, item.severity) if is_alike else id(item)
        counts[alike] = counts.get(alike, 0) + 1
        kept.setdefault(alike, item)
    told = [
        replace(item, explain=f"{item.explain} (and {counts[alike] - 1} more)") if counts[alike] > 1 else item
        for alike, item in kept.items()
    ]
    return tuple(sorted(told, key=lambda item: item.quote.start if item.quote else -1))


def fidelity(comparison: Comparison, findings: Sequence[Finding]) -> Fidelity:
    """Return how faithful the wording is, by the gravest kind of finding."""
    if not any(stretch.steps for stretch in comparison.stretches):
        return Fidelity.ABSENT
    told = {CODES[item.code].fidelity_at(item.severity) for item in findings}
    return next((word for word in _GRAVEST_FIRST if word in told), Fidelity.VERBATIM)


def is_material(findings: Sequence[Finding]) -> bool:
    """Say whether a difference provably changes the meaning."""
    return any(item.severity is Severity.ERROR and CODES[item.code].is_material for item in findings)
