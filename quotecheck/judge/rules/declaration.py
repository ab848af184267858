"""Q207: the author declared a change, such as (emphasis added) or (citation omitted)."""

from collections.abc import Iterator

from quotecheck.judge.rule import Rule, Whole
from quotecheck.model import Finding

DECLARED_CHANGE = "Q207"


def declared_changes(whole: Whole) -> Iterator[Finding]:
    """Q207 for each declaration."""
    comparison = whole.comparison
    for declared in comparison.marked.declared:
        yield comparison.find_span(
            DECLARED_CHANGE, f"the author declares {declared.span.of(comparison.quote)}", declared.span
        )


RULE = Rule(codes=(DECLARED_CHANGE,), reads=Whole, ask=declared_changes)
