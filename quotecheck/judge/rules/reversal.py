"""Q507: the parts stand in the source in the other order."""

from collections.abc import Iterator

from quotecheck.judge.rule import Rule, Seam
from quotecheck.model import Finding

REVERSED = "Q507"


def reversed_parts(seam: Seam) -> Iterator[Finding]:
    """Q507 for two parts of which the later stands first."""
    junction = seam.junction
    if junction.is_reversed:
        explain = "the parts stand in the source in the other order"
        yield seam.comparison.find_span(REVERSED, explain, junction.mark, junction.gap if len(junction.gap) else None)


RULE = Rule(codes=(REVERSED,), reads=Seam, ask=reversed_parts)
