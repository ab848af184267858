"""From findings to the fidelity of a quotation."""

from collections.abc import Sequence
from dataclasses import replace

from quotecheck.judge.compare.comparison import Comparison
from quotecheck.model import Fidelity, Finding, Severity

_SUMMED = frozenset({"Q101", "Q102", "Q103", "Q104", "Q105", "Q106", "Q107", "Q109", "Q110", "Q111", "Q306"})
"""Codes that come by the dozen and say the same thing each time."""
_WORDS_DIFFER = frozenset({"Q114", "Q503", "Q507"})
_FLAGGED = frozenset({"Q201", "Q202", "Q203", "Q204", "Q205", "Q505"})


def licensed(comparison: Comparison, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return `findings` with those the author declared made harmless."""
    codes = frozenset[str]().union(*(declared.licenses for declared in comparison.marked.declared))
    return tuple(replace(item, severity=Severity.INFO) if _is_licensed(item, codes) else item for item in findings)


def _is_licensed(item: Finding, codes: frozenset[str]) -> bool:
    """Whether a declaration covers the finding; of missing words it covers only what looks like a citation."""
    if item.code == "Q301" and not any(letter.isdigit() for letter in item.source_text):
        return False
    return item.code in codes


def summed(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return `findings` in the order of the quotation, those of one harmless code as one with their number."""
    kept: dict[object, Finding] = {}
    counts: dict[object, int] = {}
    for item in dict.fromkeys(findings):
        alike: object = (item.code, item.severity) if item.code in _SUMMED and item.severity.rank < 2 else id(item)
        counts[alike] = counts.get(alike, 0) + 1
        kept.setdefault(alike, item)
    told = [
        replace(item, explain=f"{item.explain} (and {counts[alike] - 1} more)") if counts[alike] > 1 else item
        for alike, item in kept.items()
    ]
    return tuple(sorted(told, key=lambda item: item.quote.start if item.quote else -1))


def fidelity(comparison: Comparison, findings: Sequence[Finding]) -> Fidelity:
    """Return how faithful the wording is, by the gravest kind of finding."""
    codes = {item.code for item in findings}
    if not any(stretch.steps for stretch in comparison.stretches):
        return Fidelity.ABSENT
    tests = (
        (Fidelity.SPLICED, "Q506" in codes),
        (Fidelity.PARAPHRASE, "Q307" in codes),
        (Fidelity.ALTERED, any(_alters(item) for item in findings)),
        (Fidelity.EDITED, bool(codes & (_FLAGGED | {"Q301"}))),  # an omission that is left here is permitted
        (Fidelity.TYPOGRAPHIC, any(code.startswith("Q1") or code == "Q306" for code in codes)),
    )
    return next((word for word, applies in tests if applies), Fidelity.VERBATIM)


def _alters(item: Finding) -> bool:
    """Whether the finding is a difference that neither a mark nor the style permits."""
    if item.severity is Severity.INFO:
        return False
    family = item.code[:2]
    if family == "Q4" or item.code in _WORDS_DIFFER or (family == "Q3" and item.code != "Q306"):
        return True
    return item.severity is Severity.ERROR and family in {"Q1", "Q2", "Q3", "Q5"}


def is_material(findings: Sequence[Finding]) -> bool:
    """Say whether a difference provably changes the meaning."""
    return any(
        item.severity is Severity.ERROR and (item.code.startswith("Q4") or item.code in {"Q205", "Q502", "Q503"})
        for item in findings
    )
