"""Q203: the quotation begins or ends with an omission mark that the source does not have."""

from collections.abc import Iterator

from quotecheck.judge.rule import Rule, Whole
from quotecheck.model import Finding, Severity

ELLIPSIS_EDGE = "Q203"


def marks_at_edges(whole: Whole) -> Iterator[Finding]:
    """Q203; a mark at the end is permitted in every style."""
    comparison = whole.comparison
    if not comparison.words:
        return
    first, last = comparison.words[0].start, comparison.words[-1].end
    for mark in comparison.marked.omissions:
        if mark.end <= first:
            yield comparison.find_span(ELLIPSIS_EDGE, "the quotation begins with an omission mark", mark)
        elif mark.start >= last:
            yield comparison.find_span(
                ELLIPSIS_EDGE, "the quotation ends with an omission mark", mark, severity=Severity.INFO
            )


RULE = Rule(codes=(ELLIPSIS_EDGE,), reads=Whole, ask=marks_at_edges)
