"""Q813 and Q814: the source is named without an address, or none is named: where the words were looked for instead."""

from collections.abc import Sequence

from quotecheck.judge.codes import finding
from quotecheck.model import Finding, Severity, Style

SOURCE_VAGUE = "Q813"
NONE_CLAIMED = "Q814"


def without_address(words: str, *, is_named: bool, style: Style, severity: Severity | None = None) -> Finding:
    """Make the finding that says in `words` what came of it that no address leads to the source.

    `is_named` says that the author names one all the same.
    """
    return finding(SOURCE_VAGUE if is_named else NONE_CLAIMED, words, style=style, severity=severity)


def is_named(findings: Sequence[Finding]) -> bool:
    """Say whether they tell of a source that is named without an address."""
    return any(item.code == SOURCE_VAGUE for item in findings)
